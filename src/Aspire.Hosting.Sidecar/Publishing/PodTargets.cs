using System.Reflection;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Finds how to publish pods in an environment. The packages that can are found by name, so that a reference to one is all that an application needs.
/// </summary>
internal static class PodTargets
{
    private static readonly Dictionary<string, string> Packages = new()
    {
        ["Aspire.Hosting.Docker"] = "Aspire.Hosting.Sidecar.Docker",
        ["Aspire.Hosting.Kubernetes"] = "Aspire.Hosting.Sidecar.Kubernetes",
    };

    /// <summary>The package that publishes pods in this environment, or <see langword="null"/> if there is none.</summary>
    public static string? PackageFor(IComputeEnvironmentResource environment)
    {
        for (var type = environment.GetType(); type is not null; type = type.BaseType)
        {
            if (Packages.TryGetValue(type.Assembly.GetName().Name ?? "", out var package))
            {
                return package;
            }
        }

        return null;
    }

    /// <summary>The target of a package, or <see langword="null"/> if the application does not reference it.</summary>
    public static IPodTarget? Find(string package)
    {
        try
        {
            return Assembly.Load(package).GetCustomAttribute<PodTargetAttribute>() is { } named ? (IPodTarget?)Activator.CreateInstance(named.Target) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
