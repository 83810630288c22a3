using System.Globalization;

namespace Aspire.Hosting.Sidecar.Diagnostics;

/// <summary>
/// The messages of a model that cannot work as it is put together, each with the id under which docs/diagnostics.md explains it.
/// </summary>
internal static class ModelDiagnostics
{
    public static string NothingToOptOutOf(string resource, string name) =>
        $"ASPIRESIDECAR069: '{resource}' opts out of sidecar '{name}', but none of that name is injected. Correct the name in WithoutSidecar, or remove the call.";

    public static string VariableCollision(string resource, string variable, string first, string second) =>
        $"ASPIRESIDECAR070: {first} and {second} would both set the environment variable '{variable}' of '{resource}'. Rename one of them.";

    public static string PersistentInSession(string main, string sidecar) =>
        $"ASPIRESIDECAR071: '{sidecar}' is persistent, but lives in namespaces of '{main}', which ends with the application. Make '{main}' persistent too, or give '{sidecar}' its own network with WithNetworkSharing(SidecarNetwork.Separate).";

    public static string NoTargetPort(string main, string sidecar, string endpoint) =>
        $"ASPIRESIDECAR072: Endpoint '{endpoint}' of '{sidecar}' has no target port, and its port cannot be published by '{main}', whose network it shares. Say on which port the program listens: targetPort.";

    public static string WaitsForMainsEnd(string main, string sidecar) =>
        $"ASPIRESIDECAR014: '{sidecar}' waits for '{main}' to complete, but it ends with '{main}': it could never run. Add it as a resource of its own that waits, or remove the wait.";

    public static string MalformedAlias(string main, string sidecar, string alias) =>
        $"ASPIRESIDECAR073: '{alias}' of '{sidecar}' in the pod of '{main}' is not a network alias: it must be a DNS name of letters, digits, hyphens, underscores and dots. Change it.";

    public static string AliasOnOtherNetwork(string main, string sidecar, string alias, string network) =>
        $"ASPIRESIDECAR073: '{sidecar}' cannot have the alias '{alias}' on network '{network}': it shares the network of '{main}'. Give the alias to '{main}', or '{sidecar}' its own network with WithNetworkSharing(SidecarNetwork.Separate).";

    public static string ReplicasOfMember(string main, string member, int replicas) =>
        $"ASPIRESIDECAR074: '{member}' has {replicas.ToString(CultureInfo.InvariantCulture)} replicas, but a member of the pod of '{main}' is there once. Remove WithReplicas from '{member}'.";

    public static string NoHealthCheck(string main, string sidecar) =>
        $"ASPIRESIDECAR075: '{sidecar}' of '{main}' has RestartWhenUnhealthy, but no health check. Add one, for example with WithHttpHealthCheck, or remove the call.";

    public static string NoEffectOnInit(string main, string init, string setting) =>
        $"ASPIRESIDECAR076: Init container '{init}' of '{main}' has {setting}, which means nothing for it: it runs once, to completion, before '{main}'. Remove the call, or attach it with WithSidecar.";

    public static string MountedTwice(string resource, string volume, string path) =>
        $"ASPIRESIDECAR077: '{resource}' mounts shared volume '{volume}' at '{path}', where it mounts something else too. Choose another path for one of them.";

    public static string EphemeralOfPersistent(string main, string volume, string member) =>
        $"ASPIRESIDECAR078: Shared volume '{volume}' in the pod of '{main}' cannot be ephemeral: '{member}', which mounts it, is persistent and keeps its files over runs. Leave out SharedVolumeLifetime.Ephemeral.";

    public static string MainWaitsForJoined(string main, string sidecar, IEnumerable<string> cycle) =>
        $"ASPIRESIDECAR014: '{main}' waits for '{sidecar}', which shares its namespaces and can only start after it: {string.Join(" → ", cycle.Select(name => $"'{name}'"))}. Start '{sidecar}' with SidecarStartOrder.BeforeMain, give it its own network with WithNetworkSharing(SidecarNetwork.Separate), or remove the wait.";

    public static string NothingToMonitor(string sidecar, string owner, string endpoint, IEnumerable<string> known) =>
        $"ASPIRESIDECAR087: '{sidecar}' monitors endpoint '{endpoint}' of '{owner}', which has {SidecarDiagnostics.Listed(known)}. Correct the name, or add the endpoint to '{owner}'.";

    public static string NothingWritten(string main, string volume) =>
        $"ASPIRESIDECAR088: Shared volume '{volume}' of '{main}' stays empty, because all its members mount it read-only. Leave out isReadOnly where it is written to.";

    public static string GraceOfNoMember(string resource) =>
        $"ASPIRESIDECAR019: '{resource}' has WithStopGracePeriod, but is neither a main nor a sidecar. Attach a sidecar to it, attach it with WithSidecar, or remove the call.";

    public static string MainRemoved(string sidecar, string main) =>
        $"ASPIRESIDECAR089: '{sidecar}' is a sidecar of '{main}', which is no longer in the model. Remove '{sidecar}' too, or keep '{main}'.";
}
