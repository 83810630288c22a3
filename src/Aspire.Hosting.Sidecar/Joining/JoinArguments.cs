using Aspire.Hosting.ApplicationModel;
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
internal sealed class JoinArguments(EngineCommand engine, ResourceNotificationService notifications)
{
    private const string Facts =
        "{{.State.Pid}};{{range .HostConfig.Dns}}{{.}} {{end}}{{range .NetworkSettings.Networks}}{{.Gateway}} {{end}};{{range .HostConfig.ExtraHosts}}{{.}} {{end}};{{.StaticDir}}";

    /// <exception cref="DistributedApplicationException">The main's container has gone.</exception>
    public async Task<IReadOnlyList<string>> NetworkAsync(IResource resource, CancellationToken cancellationToken)
    {
        var id = await Donor.IdAsync(resource, notifications, cancellationToken).ConfigureAwait(false);
        if (!engine.IsPodman)
        {
            return ["--network", $"container:{id}"];
        }

        var main = await InspectAsync(resource, id, cancellationToken).ConfigureAwait(false);
        return
        [
            "--network", main.Namespace("net"),
            "--uts", main.Namespace("uts"),
            .. main.NameServers.SelectMany(server => (string[])["--dns", server]),
            .. main.Hosts.SelectMany(host => (string[])["--add-host", host]),
        ];
    }

    /// <exception cref="DistributedApplicationException">The main's container has gone.</exception>
    public async Task<IReadOnlyList<string>> ProcessesAndIpcAsync(IResource resource, bool processes, bool ipc, CancellationToken cancellationToken)
    {
        var id = await Donor.IdAsync(resource, notifications, cancellationToken).ConfigureAwait(false);
        if (!engine.IsPodman)
        {
            return [.. processes ? (string[])["--pid", $"container:{id}"] : [], .. ipc ? (string[])["--ipc", $"container:{id}"] : []];
        }

        var main = await InspectAsync(resource, id, cancellationToken).ConfigureAwait(false);
        return
        [
            .. processes ? (string[])["--pid", main.Namespace("pid")] : [],
            .. ipc ? (string[])["--ipc", main.Namespace("ipc"), "--volume", $"{main.Folder}/shm:/dev/shm"] : [],
        ];
    }

    private async Task<PodmanContainer> InspectAsync(IResource resource, string id, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await engine.RunAsync(["inspect", "--type", "container", "--format", Facts, id], onLine: null, cancellationToken).ConfigureAwait(false);
        return exitCode == 0 && output.Split(';') is [{ Length: > 1 } process, var servers, var hosts, var folder]
            ? new(process, Words(servers), Words(hosts), folder.Trim())
            : throw new DistributedApplicationException($"The container of '{resource.Name}' has gone, and nothing can join it: {error}");
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private sealed record PodmanContainer(string Process, string[] NameServers, string[] Hosts, string Folder)
    {
        public string Namespace(string kind) => $"ns:/proc/{Process}/ns/{kind}";
    }
}
