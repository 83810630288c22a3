namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// The container engine, as far as it is asked for anything: one call of its command line.
/// </summary>
internal interface IContainerEngine
{
    /// <summary>The program that is called, <c>docker</c> or <c>podman</c>.</summary>
    string Program { get; }

    bool IsPodman { get; }

    /// <summary>
    /// Makes a call and returns how it ended. A program that is missing counts as exit code 127, as in a shell.
    /// </summary>
    Task<EngineResult> RunAsync(EngineCall call, CancellationToken cancellationToken);
}
