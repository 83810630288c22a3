using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Writes the command line of the engine's client for a sidecar that joins a network.
/// </summary>
internal sealed class JoinedSidecarCommand(SidecarValues values, JoinArguments join)
{
    /// <summary>
    /// Variables that the client itself obeys: the sidecar's values of these names must not reach the client.
    /// </summary>
    private static readonly string[] ClientVariables = ["PATH", "HOME", "TMPDIR", "XDG_RUNTIME_DIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"];
    private static readonly string[] ClientPrefixes = ["DOCKER_", "CONTAINER_", "CONTAINERS_", "BUILDKIT_"];

    /// <summary>
    /// The sidecar's variables, for the client's own environment: the engine takes <c>-e NAME</c> from there, so that no value is on a command line.
    /// </summary>
    /// <exception cref="DistributedApplicationException">A variable would change how the client works.</exception>
    public async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(JoinedSidecarResource sidecar, ILogger logger, CancellationToken cancellationToken)
    {
        var variables = await values.EnvironmentAsync(sidecar, logger, cancellationToken).ConfigureAwait(false);
        return variables.Keys.FirstOrDefault(IsOfClient) is { } name
            ? throw new DistributedApplicationException(
                $"'{sidecar.Name}' shares its main's network and cannot have the variable '{name}', which the container engine's client obeys. Set it in the image, or use SidecarNetwork.Separate.")
            : variables;
    }

    public async Task<IReadOnlyList<string>> ArgumentsAsync(
        PodPlan pod, PodMember member, JoinedSidecarResource sidecar, ILogger logger, CancellationToken cancellationToken)
    {
        var container = sidecar.Container;
        var variables = await EnvironmentAsync(sidecar, logger, cancellationToken).ConfigureAwait(false);
        var network = sidecar.IsOnHostNetwork ? ["--network", "host"] : await join.NetworkAsync(pod.Main.Resource, cancellationToken).ConfigureAwait(false);
        return
        [
            "run", "--name", sidecar.ContainerName, .. network,

            // The client passes signals on to process 1, which obeys them only if it handles them: --init puts one there that does. Among the main's processes it is not 1.
            .. member.SharesProcesses ? (string[])[] : ["--init"],
            .. EngineLabels.Arguments,
            .. Mounts(container),
            .. variables.Keys.SelectMany(name => (string[])["-e", name]),
            .. PullPolicy(container),
            .. container is ContainerResource { Entrypoint: { } entrypoint } ? (string[])["--entrypoint", entrypoint] : [],
            .. await values.RunArgumentsAsync(sidecar, cancellationToken).ConfigureAwait(false),
            SidecarImage.Name(container),
            .. await values.ArgumentsAsync(sidecar, logger, cancellationToken).ConfigureAwait(false),
        ];
    }

    private static IEnumerable<string> Mounts(IResource container)
    {
        foreach (var mount in container.Annotations.OfType<ContainerMountAnnotation>())
        {
            var type = mount.Type == ContainerMountType.BindMount ? "bind" : "volume";
            var source = mount.Source is null ? "" : $",src={mount.Source}";
            yield return "--mount";
            yield return $"type={type}{source},dst={mount.Target}{(mount.IsReadOnly ? ",ro" : "")}";
        }
    }

    private static string[] PullPolicy(IResource container) =>
        container.Annotations.OfType<ContainerImagePullPolicyAnnotation>().LastOrDefault()?.ImagePullPolicy switch
        {
            ImagePullPolicy.Always => ["--pull", "always"],
            ImagePullPolicy.Missing => ["--pull", "missing"],
            ImagePullPolicy.Never => ["--pull", "never"],
            _ => [],
        };

    private static bool IsOfClient(string name) =>
        ClientVariables.Contains(name, StringComparer.OrdinalIgnoreCase)
        || ClientPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
