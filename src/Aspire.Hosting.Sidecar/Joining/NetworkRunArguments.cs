using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Refuses the engine's arguments for a network of one's own where a container has that of another. Engines refuse most of them too, but not in words that help.
/// </summary>
internal static class NetworkRunArguments
{
    private static readonly HashSet<string> Arguments =
    [
        "--add-host", "--dns", "--dns-opt", "--dns-option", "--dns-search", "--expose", "--hostname", "-h", "--ip", "--ip6", "--link", "--link-local-ip", "--mac-address",
        "--net", "--net-alias", "--network", "--network-alias", "--publish", "-p", "--publish-all", "-P",
    ];

    /// <exception cref="JoinException">One of them is there.</exception>
    public static void Refuse(JoinedSidecar sidecar, IEnumerable<string> arguments)
    {
        if (sidecar.Member.Network == PodNetwork.Pod && arguments.Select(argument => argument.Split('=')[0]).FirstOrDefault(Arguments.Contains) is { } refused)
        {
            throw new JoinException(JoiningDiagnostics.NetworkArgument(sidecar.Resource.Name, sidecar.Pod.Main.Name, refused), canHeal: false);
        }
    }
}
