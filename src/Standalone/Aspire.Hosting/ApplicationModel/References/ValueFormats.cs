namespace Aspire.Hosting.ApplicationModel;

internal static class ValueFormats
{
    public static string? Apply(string? value, string? format)
    {
        if (value is null || format is null)
        {
            return value;
        }

        return string.Equals(format, "uri", StringComparison.OrdinalIgnoreCase)
            ? Uri.EscapeDataString(value)
            : throw new NotSupportedException($"The format '{format}' is not supported. Supported formats are 'uri' (encodes a URI)");
    }
}
