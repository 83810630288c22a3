namespace Aspire.Hosting.ApplicationModel;

internal static class VariableNames
{
    /// <summary>Makes a text fit for a part of an environment variable's name: letters, digits and underscores, no digit in front.</summary>
    public static string Encode(string name)
    {
        if (name.Length == 0)
        {
            return name;
        }

        var encoded = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return char.IsAsciiDigit(encoded[0]) ? $"_{encoded}" : encoded;
    }

    public static string EncodeUpper(string name) => Encode(name).ToUpperInvariant();
}
