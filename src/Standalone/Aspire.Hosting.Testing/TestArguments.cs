namespace Aspire.Hosting.Testing;

/// <summary>Checks the command line that a test gives.</summary>
internal static class TestArguments
{
    public static void Check(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args.Contains(null))
        {
            throw new ArgumentNullException(nameof(args), $"Array params contains null item: [{string.Join(", ", args)}]");
        }

        if (args.Contains(""))
        {
            throw new ArgumentException($"Array params contains empty item: [{string.Join(", ", args)}]", nameof(args));
        }
    }
}
