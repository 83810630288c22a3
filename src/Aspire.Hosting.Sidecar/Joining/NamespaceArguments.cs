using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// The arguments with which a container joins the namespaces of its main's container, once that runs.
/// </summary>
/// <remarks>
/// Docker is told the container. Podman would note that one container depends on the other, and from then on refuse to remove the main's, and so to restart the main.
/// It is told the namespaces of the main's process instead, and what comes with docker's network: the hostname, the name server of the network, the added hosts.
/// And what comes with its IPC: the shared memory, which podman keeps in a folder of the main's container.
/// </remarks>
internal sealed class NamespaceArguments(IContainerEngine engine, ResourceNotificationService notifications)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly SharedAnswers<ContainerInspection?> _inspections = new();

    /// <summary>
    /// Waits until the main runs, and returns its container.
    /// </summary>
    public async Task<ContainerInspection> DonorAsync(IResource main, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause < LongestPause ? 2 * pause : pause)
        {
            var running = await notifications.WaitForResourceAsync(
                main.Name,
                update => MemberPhases.Of(update.Snapshot.State?.Text) == MemberPhase.Running && ContainerSnapshot.Id(update.Snapshot) is not null,
                cancellationToken).ConfigureAwait(false);
            var container = ContainerSnapshot.Id(running.Snapshot)!;
            if (await _inspections.AskAsync(container, () => ContainerInspection.OfAsync(engine, container, CancellationToken.None), cancellationToken).ConfigureAwait(false) is { IsRunning: true } donor)
            {
                return donor;
            }

            // The snapshot is of a container that has gone: the next one is on its way, or the orchestrator does not know.
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    public IReadOnlyList<string> Network(ContainerInspection donor) => engine.IsPodman
        ?
        [
            "--network", Namespace(donor, "net"),
            "--uts", Namespace(donor, "uts"),
            .. donor.NameServers.SelectMany(server => (string[])["--dns", server]),
            .. donor.ExtraHosts.SelectMany(host => (string[])["--add-host", host]),
        ]
        : ["--network", $"container:{donor.Id}"];

    public async Task<IReadOnlyList<string>> ProcessesAndIpcAsync(IResource main, bool processes, bool ipc, CancellationToken cancellationToken)
    {
        var donor = await DonorAsync(main, cancellationToken).ConfigureAwait(false);
        return engine.IsPodman
            ?
            [
                .. processes ? (string[])["--pid", Namespace(donor, "pid")] : [],
                .. ipc ? (string[])["--ipc", Namespace(donor, "ipc"), "--volume", $"{donor.Folder}/shm:/dev/shm"] : [],
            ]
            : [.. processes ? (string[])["--pid", $"container:{donor.Id}"] : [], .. ipc ? (string[])["--ipc", $"container:{donor.Id}"] : []];
    }

    private static string Namespace(ContainerInspection donor, string kind) => $"ns:/proc/{donor.Process}/ns/{kind}";
}
