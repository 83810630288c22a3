namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// One thing to be done to several containers.
/// </summary>
internal static class ManyContainers
{
    /// <summary>
    /// Does it with one call. Not with podman, whose 4.3 does nothing to any of them if one is not there, and with <c>--force</c> does not even say so.
    /// </summary>
    public static Task RunAsync(IContainerEngine engine, IReadOnlyList<string> command, IReadOnlyList<string> containers, CancellationToken cancellationToken) => engine.IsPodman
        ? Task.WhenAll(containers.Select(container => engine.RunAsync(new([.. command, container]), cancellationToken)))
        : engine.RunAsync(new([.. command, .. containers]), cancellationToken);
}
