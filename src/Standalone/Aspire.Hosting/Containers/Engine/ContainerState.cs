namespace Aspire.Hosting.Containers.Engine;

/// <summary>How a container is doing.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsRunning">Whether it runs.</param>
/// <param name="ExitCode">The exit code of its last run.</param>
/// <param name="LifecycleKey">What it was made from, if it is a persistent one of Aspire.</param>
internal sealed record ContainerState(string Id, bool IsRunning, int ExitCode, string LifecycleKey);
