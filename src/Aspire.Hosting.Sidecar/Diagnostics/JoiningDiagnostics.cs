namespace Aspire.Hosting.Sidecar.Diagnostics;

/// <summary>
/// The messages about what a container cannot have while it is in the network of another, each with the id under which docs/diagnostics.md explains it.
/// </summary>
internal static class JoiningDiagnostics
{
    public static string Terminal(string sidecar, string main) =>
        $"ASPIRESIDECAR090: '{sidecar}' has a terminal (WithTerminal), which Aspire gives only to the containers that it starts itself, and it shares the network of '{main}'. Remove WithTerminal, or use WithNetworkSharing(SidecarNetwork.Separate).";

    public static string ParentProcess(string sidecar, string main) =>
        $"ASPIRESIDECAR092: '{sidecar}' is to end with a process (WithParentProcessLifetime), for which Aspire looks only with the containers that it starts itself, and it shares the network of '{main}'. Use another lifetime, or WithNetworkSharing(SidecarNetwork.Separate).";

    public static string NetworkArgument(string sidecar, string main, string argument) =>
        $"ASPIRESIDECAR093: '{sidecar}' has '{argument}' among the arguments of its container, but shares the network of '{main}', and with it its hostname, hosts, name servers and ports. Give the argument to '{main}', or use WithNetworkSharing(SidecarNetwork.Separate).";
}
