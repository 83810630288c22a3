using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;

// The annotation behind the lifetimes is experimental.
#pragma warning disable ASPIREPERSISTENCE001

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// Finds what a sidecar cannot have because it lives in the namespaces of another container, or in the network of this machine.
/// </summary>
internal static partial class JoinChecks
{
    /// <summary>The annotation of WithTerminal. Aspire keeps the type to itself.</summary>
    private const string Terminal = "TerminalAnnotation";

    // What the engine's DNS can have, and what is no further option of the engine's --network.
    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?\z")]
    private static partial Regex Alias();

    public static void Check(PodPlan pod, List<string> errors)
    {
        foreach (var member in pod.Sidecars)
        {
            if (member is { JoinsMain: true, IsPersistent: true } && !pod.Main.IsPersistent)
            {
                errors.Add(ModelDiagnostics.PersistentInSession(pod.Main.Name, member.Resource.Name));
            }

            errors.AddRange(member.Resource.Annotations.OfType<ContainerNetworkAliasAnnotation>().Where(alias => !Alias().IsMatch(alias.Alias))
                .Select(alias => ModelDiagnostics.MalformedAlias(pod.Main.Name, member.Resource.Name, alias.Alias)));
            if (member.IsJoined)
            {
                CheckNetwork(pod.Main.Name, member.Resource, errors);
                CheckOrchestrated(pod.Main.Name, member.Resource, errors);
            }
        }
    }

    private static void CheckNetwork(string main, IResource sidecar, List<string> errors)
    {
        errors.AddRange(sidecar.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.TargetPort is null or 0)
            .Select(endpoint => ModelDiagnostics.NoTargetPort(main, sidecar.Name, endpoint.Name)));
        errors.AddRange(sidecar.Annotations.OfType<ContainerNetworkAliasAnnotation>()
            .Where(alias => alias.Network != KnownNetworkIdentifiers.DefaultAspireContainerNetwork)
            .Select(alias => ModelDiagnostics.AliasOnOtherNetwork(main, sidecar.Name, alias.Alias, alias.Network.Value)));
    }

    /// <summary>What only the orchestrator's own containers can have.</summary>
    private static void CheckOrchestrated(string main, IResource sidecar, List<string> errors)
    {
        if (sidecar.Annotations.Any(annotation => annotation.GetType().Name == Terminal))
        {
            errors.Add(JoiningDiagnostics.Terminal(sidecar.Name, main));
        }

        if (sidecar.Annotations.OfType<PersistenceAnnotation>().LastOrDefault() is { Mode: PersistenceMode.ParentProcess })
        {
            errors.Add(JoiningDiagnostics.ParentProcess(sidecar.Name, main));
        }
    }
}
