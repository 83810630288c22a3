namespace Aspire.Hosting.Watchdog.Containers;

/// <summary>Calls the command line of a container engine.</summary>
internal interface IEngineClient
{
    Task<EngineResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
