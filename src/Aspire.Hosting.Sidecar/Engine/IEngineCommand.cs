namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// The command line of the container engine.
/// </summary>
internal interface IEngineCommand
{
    /// <summary>The program that is called.</summary>
    string Program { get; }

    bool IsPodman { get; }

    /// <summary>
    /// Runs a command and returns its exit code and output. A program that is missing counts as exit code 127, as in a shell.
    /// </summary>
    Task<(int ExitCode, string Output, string Error)> RunAsync(IEnumerable<string> arguments, Action<string>? onLine, CancellationToken cancellationToken);
}
