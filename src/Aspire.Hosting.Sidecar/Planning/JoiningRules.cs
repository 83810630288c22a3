using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;

// The annotation behind the lifetimes is experimental.
#pragma warning disable ASPIREPERSISTENCE001

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// Finds what is asked of sidecars in their main's network that only the orchestrator's own containers can have.
/// </summary>
internal static class JoiningRules
{
    /// <summary>The annotation of WithTerminal. Aspire keeps the type to itself.</summary>
    private const string Terminal = "TerminalAnnotation";

    public static IEnumerable<string> Problems(PodPlan pod)
    {
        var main = pod.Main.Name;
        foreach (var sidecar in pod.Sidecars.Where(sidecar => sidecar.IsJoined))
        {
            var name = sidecar.Resource.Name;
            if (sidecar.Resource.Annotations.Any(annotation => annotation.GetType().Name == Terminal))
            {
                yield return JoiningDiagnostics.Terminal(name, main);
            }

            if (sidecar.Resource.Annotations.OfType<PersistenceAnnotation>().LastOrDefault() is { Mode: PersistenceMode.ParentProcess })
            {
                yield return JoiningDiagnostics.ParentProcess(name, main);
            }
        }
    }
}
