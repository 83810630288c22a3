using System.Diagnostics;
using System.Text.Json;

namespace Testing;

/// <summary>
/// The command-line tool of Aspire, with which users drive an AppHost that runs: https://aspire.dev/reference/cli/overview/.
/// </summary>
public static class AspireCli
{
    private const string Program = "aspire";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Why there is no CLI, or <see langword="null"/>.</summary>
    public static string? MissingReason => Requirement.FindProgram(Program) is null
        ? $"No Aspire CLI: '{Program}' is not on the PATH. Install it, with 'dotnet tool install --global Aspire.Cli' for example."
        : null;

    /// <summary>Ends a test that needs the CLI where there is none: as inconclusive, or as failed where there has to be one.</summary>
    public static void Require() => Requirement.Check("CLI", MissingReason);

    /// <summary>Calls the CLI, which has to succeed, and returns what it prints.</summary>
    public static async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        var (exitCode, output, error) = await CallAsync(arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{Program} {string.Join(' ', arguments)}: {exitCode}, {error}{output}");
    }

    /// <summary>Calls the CLI for an answer in JSON.</summary>
    public static async Task<JsonElement> AskAsync(params IEnumerable<string> arguments)
    {
        using var document = JsonDocument.Parse(await RunAsync([.. arguments, "--format", "json"]));
        return document.RootElement.Clone();
    }

    private static Task<(int ExitCode, string Output, string Error)> CallAsync(params IEnumerable<string> arguments) =>
        ProgramCall.RunAsync(new ProcessStartInfo(Program, [.. arguments, "--nologo", "--non-interactive"]), Patience);
}
