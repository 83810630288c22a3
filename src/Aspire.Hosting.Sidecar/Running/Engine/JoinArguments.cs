using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Running.Engine;

/// <summary>
/// The arguments with which a container joins the namespaces of its main's container, once that runs.
/// </summary>
/// <remarks>
/// Docker is told the container. Podman would note that one container depends on the other, and from then on refuse to remove the main's, and so to restart the main.
/// It is told the namespaces of the main's process instead, and what comes with docker's network: the hostname, the name server of the network, the added hosts.
/// </remarks>
internal sealed class JoinArguments(EngineCommand engine, ResourceNotificationService notifications)
{
    private const string Facts =
        "{{.State.Pid}};{{range .HostConfig.Dns}}{{.}} {{end}}{{range .NetworkSettings.Networks}}{{.Gateway}} {{end}};{{range .HostConfig.ExtraHosts}}{{.}} {{end}}";

    /// <exception cref="DistributedApplicationException">The main's container has gone.</exception>
    public async Task<IReadOnlyList<string>> NetworkAsync(IResource main, CancellationToken cancellationToken)
    {
        var id = await Donor.IdAsync(main, notifications, cancellationToken).ConfigureAwait(false);
        if (!engine.IsPodman)
        {
            return ["--network", $"container:{id}"];
        }

        var (process, nameServers, hosts) = await InspectAsync(main, id, cancellationToken).ConfigureAwait(false);
        return
        [
            "--network", Namespace(process, "net"),
            "--uts", Namespace(process, "uts"),
            .. nameServers.SelectMany(server => (string[])["--dns", server]),
            .. hosts.SelectMany(host => (string[])["--add-host", host]),
        ];
    }

    /// <exception cref="DistributedApplicationException">The main's container has gone.</exception>
    public async Task<IReadOnlyList<string>> ProcessesAndIpcAsync(IResource main, bool processes, bool ipc, CancellationToken cancellationToken)
    {
        var id = await Donor.IdAsync(main, notifications, cancellationToken).ConfigureAwait(false);
        var process = engine.IsPodman ? (await InspectAsync(main, id, cancellationToken).ConfigureAwait(false)).Process : "";
        return
        [
            .. processes ? (string[])["--pid", Joined("pid")] : [],
            .. ipc ? (string[])["--ipc", Joined("ipc")] : [],
        ];

        string Joined(string kind) => engine.IsPodman ? Namespace(process, kind) : $"container:{id}";
    }

    private async Task<(string Process, string[] NameServers, string[] Hosts)> InspectAsync(IResource main, string id, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await engine.RunAsync(["inspect", "--type", "container", "--format", Facts, id], onLine: null, cancellationToken).ConfigureAwait(false);
        var facts = output.Split(';');
        return exitCode == 0 && facts is [{ Length: > 1 } process, var servers, var hosts]
            ? (process, Words(servers), Words(hosts))
            : throw new DistributedApplicationException($"The container of '{main.Name}' has gone, and nothing can join it: {error}");
    }

    private static string Namespace(string process, string kind) => $"ns:/proc/{process}/ns/{kind}";

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
