using System.Globalization;

namespace Aspire.Hosting.Sidecar.Diagnostics;

/// <summary>
/// Messages of errors and warnings, each with the id under which docs/diagnostics.md explains it. Those of later calls, rules and targets have classes of their own.
/// </summary>
internal static class SidecarDiagnostics
{
    public static string DuplicateName(string main, string name, string resource) =>
        $"ASPIRESIDECAR001: '{main}' has a sidecar or init container named '{name}' already (resource '{resource}'). Give the second one another name.";

    public static string ReservedName(string main, string name) =>
        $"ASPIRESIDECAR002: '{name}' cannot be the name of a sidecar of '{main}': its variables would collide with SIDECAR_NAME, SIDECAR_MAIN_… or SIDECAR_VOLUME_…. Choose another name.";

    public static string AttachedTwice(string sidecar, string main, string second) =>
        $"ASPIRESIDECAR003: '{sidecar}' is attached to '{main}' already and cannot be attached to '{second}'. A sidecar has one main: add a second resource, or use WithSidecar(name, create) with a method that adds one for each main.";

    public static string SidecarOfSidecar(string resource, string main, string name) =>
        $"ASPIRESIDECAR004: '{resource}' cannot be both a sidecar of '{main}' and the main of '{name}'. {(name == main ? $"Attach one of them to the other, not both" : $"Attach '{name}' to '{main}'")}.";

    public static string OwnSidecar(string main) =>
        $"ASPIRESIDECAR005: '{main}' cannot be its own sidecar. Attach another resource.";

    public static string VolumeName(string resource, string volume) =>
        $"ASPIRESIDECAR006: '{volume}' on '{resource}' is not the name of a shared volume: it must have 1 to 63 ASCII letters, digits and hyphens, with no hyphen at either end.";

    public static string MountPath(string resource, string volume, string path) =>
        $"ASPIRESIDECAR007: '{resource}' cannot mount shared volume '{volume}' at '{Visible(path)}'. The path must be absolute, as it is in the container, and name a folder below '/', not below '/proc' and not '/dev' itself, without '..', ',', ':', '\"' and control characters: for example '/{volume}'.";

    public static string DuplicateMount(string resource, string mounted, string mountedPath, string volume, string path) =>
        $"ASPIRESIDECAR008: '{resource}' cannot mount shared volume '{volume}' at '{path}': it mounts '{mounted}' at '{mountedPath}' already. A member mounts a volume once, and each at a path of its own.";

    public static string LonelyVolume(string main, string member, string volume, string? similar) =>
        $"ASPIRESIDECAR009: Only '{member}' mounts shared volume '{volume}' in the pod of '{main}'."
        + (similar is null ? " Mount it in a second member with WithSharedVolume, or use a volume of the container." : $" Did it mean '{similar}', which other members mount?");

    public static string PortCollision(string main, int port, string first, string second) =>
        $"ASPIRESIDECAR010: '{first}' and '{second}' both listen on port {port.ToString(CultureInfo.InvariantCulture)}, but share one network in the pod of '{main}'. Change the target port of one, or give the sidecar its own network with WithNetworkSharing(SidecarNetwork.Separate).";

    public static string SharedBeforeMain(string main, string sidecar) =>
        $"ASPIRESIDECAR011: '{sidecar}' starts before '{main}' and cannot share its network, which does not exist yet. Remove WithNetworkSharing(SidecarNetwork.Shared), or start it with SidecarStartOrder.WithMain.";

    public static string NamespaceBeforeMain(string main, string member, string call) =>
        $"ASPIRESIDECAR011: '{member}' starts before '{main}' and cannot be in its namespaces, which do not exist yet. Remove {call}(), or attach a sidecar that starts with SidecarStartOrder.WithMain.";

    public static string SharedNamespaceNeedsContainers(string main, string sidecar, string what) =>
        $"ASPIRESIDECAR012: '{sidecar}' cannot share the {what} namespace of '{main}': both must be containers. Remove {(what == "IPC" ? "WithSharedIpc()" : "WithSharedProcesses()")}, or run both as containers.";

    public static string MalformedSize(string resource, string size) =>
        $"ASPIRESIDECAR013: '{size}' on '{resource}' is not a size. Write a positive number with a unit, such as '64m', '1gb' (powers of 1,024), '64Mi' or '1G'.";

    public static string LimitOutOfRange(string resource, string what, string value, string least, string most) =>
        $"ASPIRESIDECAR013: The {what} limit of '{resource}' cannot be {value}: it must be at least {least} and at most {most}. Leave it out for no limit.";

    public static string TooLittleMemory(string resource, string size) =>
        $"ASPIRESIDECAR013: The memory limit '{size}' of '{resource}' is below 6 MiB, the least that container engines accept. Raise it.";

    public static string WaitCycle(string sidecar, IEnumerable<string> cycle) =>
        $"ASPIRESIDECAR014: Nothing in this cycle of waits could ever start: {string.Join(" → ", cycle.Select(name => $"'{name}'"))}. Remove one of the waits, or change the start order of '{sidecar}'.";

    public static string InitWithRestartPolicy(string main, string init) =>
        $"ASPIRESIDECAR015: Init container '{init}' of '{main}' has a restart policy. It runs once, to completion: remove WithRestartPolicy, or attach it with WithSidecar.";

    public static string ReplicasWithSharedNetwork(string main, int replicas, string sidecar) =>
        $"ASPIRESIDECAR016: '{main}' has {replicas.ToString(CultureInfo.InvariantCulture)} replicas, and its sidecar '{sidecar}' shares the network of the first one only. Use one replica, or SidecarNetwork.Separate.";

    public static string HostNetworkNeedsLinux(string main, string sidecar) =>
        $"ASPIRESIDECAR017: '{sidecar}' cannot share the network of '{main}', which runs as a process on this machine: only a container engine on Linux has the host's network. Use SidecarNetwork.Auto or Separate, or run '{main}' as a container.";

    public static string ProcessInContainerNetwork(string main, string sidecar) =>
        $"ASPIRESIDECAR017: '{sidecar}' runs as a process on this machine and cannot share the network of '{main}', which runs in a container. Use SidecarNetwork.Auto or Separate, or run '{sidecar}' as a container.";

    public static string ConflictingVolumeOptions(string main, string volume, string option, string first, string second) =>
        $"ASPIRESIDECAR018: '{first}' and '{second}' set {option} of shared volume '{volume}' in the pod of '{main}' differently. Set it on one of them.";

    public static string NotASidecar(string resource, string settings) =>
        $"ASPIRESIDECAR019: '{resource}' has {settings}, but is not a sidecar. Attach it with WithSidecar, or remove the call.";

    public static string LimitsOfProcess(string resource) =>
        $"ASPIRESIDECAR020: The resource limits of '{resource}' apply when it is published: here it runs as a process on this machine.";

    public static string MemoryVolumeOnDisk(string main, string volume) =>
        $"ASPIRESIDECAR021: Shared volume '{volume}' of '{main}' is asked for in memory, but has a member that runs as a process on this machine: it is kept on disk here.";

    public static string UnknownSidecar(string main, string name, IEnumerable<string> known) =>
        $"ASPIRESIDECAR022: '{main}' has no sidecar '{name}'. It has {Listed(known)}.";

    public static string OtherSidecarType(string main, string name, Type actual, Type wanted) =>
        $"ASPIRESIDECAR022: Sidecar '{name}' of '{main}' is a {actual.Name}, not a {wanted.Name}.";

    public static string NothingCreated(string main, string name) =>
        $"ASPIRESIDECAR023: The function that should add sidecar '{name}' of '{main}' returned nothing. Return the builder of the resource that it added.";

    public static string InjectionFailed(string name, string main, string reason, bool isRefusedByHost) =>
        $"ASPIRESIDECAR024: Sidecar '{name}' could not be injected into '{main}': {Sentence(reason)}"
        + (isRefusedByHost ? " What needs services, such as WithHttpHealthCheck, must be registered before the application is built." : "");

    public static string FolderInUse(string main, string folder) =>
        $"ASPIRESIDECAR025: The shared volumes of '{main}' in '{folder}' are in use by another run of this application. Stop that run, or set Aspire:Store:Path to another folder.";

    public static string FolderNotRemoved(string main, IEnumerable<string> folders, string reason) =>
        $"ASPIRESIDECAR026: Files that an earlier run left in a shared volume of '{main}' could not be removed: {Sentence(reason)} They are in nobody's way; remove {Listed(folders)}, as an administrator if need be.";

    public static string FolderNotMade(string main, string folder, string reason) =>
        $"ASPIRESIDECAR079: The folder '{folder}' of a shared volume of '{main}' could not be made ready: {Sentence(reason)} Give this user the right to write there, or set Aspire:Store:Path to another folder.";

    public static string AgentMissing(string path) =>
        $"ASPIRESIDECAR027: The agent that ships logs was not found at '{path}'. Build the AppHost again; if it persists, check that its output folder is complete.";

    public static string GateFailed(string member, string main) =>
        $"ASPIRESIDECAR028: '{member}' has ended for good, and '{main}' cannot start without it. Start '{member}' from the dashboard once the cause is mended.";

    public static string EssentialFailed(string member, string main) =>
        $"ASPIRESIDECAR028: '{member}' has ended for good, and '{main}', for which it is essential, is not started. Start '{main}' once the cause is mended: '{member}' starts with it.";

    public static string PersistentMemory(string main, string volume) =>
        $"ASPIRESIDECAR029: Shared volume '{volume}' of '{main}' cannot be both in memory and persistent. Leave out Medium or Lifetime.";

    public static string SizeLimitOnDisk(string main, string volume) =>
        $"ASPIRESIDECAR030: The size limit of shared volume '{volume}' of '{main}' applies when it is published: on the disk of this machine it can grow. In memory it is held to the limit here too.";

    public static string MalformedTag(string sidecar, string tag) =>
        $"ASPIRESIDECAR031: '{tag}' is not a tag for the image of '{sidecar}': a tag has 1 to 128 ASCII letters, digits, '_', '.' and '-', and does not begin with '.' or '-'. A digest is 'sha256:' and 64 hexadecimal digits.";

    public static string ImageNotFetched(string sidecar, string image, string former, string reason) =>
        $"ASPIRESIDECAR032: The image '{image}' for '{sidecar}' is not available, and '{former}' is kept: {Sentence(reason)}";

    public static string ImageNotStarted(string sidecar, string image, string reason, string former) =>
        $"ASPIRESIDECAR033: '{sidecar}' did not start with '{image}', and runs with '{former}' again: {Sentence(reason)}";

    public static string NeitherImageStarted(string sidecar, string image, string reason, string former, string second) =>
        $"ASPIRESIDECAR033: '{sidecar}' did not start with '{image}': {Sentence(reason)} Nor did it start with '{former}' again: {Sentence(second)}";

    public static string ImageIsChanging(string sidecar) =>
        $"ASPIRESIDECAR034: The image of '{sidecar}' is being changed already. Wait until that is done.";

    public static string OutOfMemory(string member) =>
        $"ASPIRESIDECAR035: '{member}' was killed because it used up its memory (OOMKilled). Raise its limit with WithResourceLimits(memory: …), or find out what it needs the memory for.";

    public static string InitFailed(string init, string main, int? exitCode) =>
        $"ASPIRESIDECAR036: '{main}' is not started, because its init container '{init}' {(exitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}") : "could not be started")}. Its log says why. Start '{init}' again once the cause is mended, then '{main}'.";

    public static string OrchestratorTookSidecar(string sidecar, string version) =>
        $"ASPIRESIDECAR037: '{sidecar}' cannot share the network of its main with Aspire {version}: its orchestrator has taken the container itself. Use SidecarNetwork.Separate, or a version of Aspire that this package was made for.";

    public static string NoDashboard(string grpc, string http) =>
        $"ASPIRESIDECAR080: The telemetry of sidecars cannot go to the dashboard, because neither {grpc} nor {http} is set. Set one, or use SidecarTelemetryExporter.Console.";

    private static string Visible(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string Sentence(string reason) => reason.EndsWith('.') ? reason : $"{reason}.";

    internal static string Listed(IEnumerable<string> names) =>
        string.Join(", ", names.Select(name => $"'{name}'")) is { Length: > 0 } list ? list : "none";
}
