using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// The names of the objects of a resource.
/// </summary>
internal static class ObjectNames
{
    public static string Chart(string application) => application.ToLowerInvariant().Replace('_', '-').Replace('.', '-');

    public static string Deployment(IResource resource) => Of(resource, "deployment");

    public static string StatefulSet(IResource resource) => Of(resource, "statefulset");

    public static string Service(IResource resource) => Of(resource, "service");

    public static string ConfigMap(IResource resource) => Of(resource, "config");

    public static string Secret(IResource resource) => Of(resource, "secrets");

    public static string Claim(IResource resource, string volume) => Of(resource, $"{volume}-pvc");

    private static string Of(IResource resource, string kind) => $"{resource.Name.ToLowerInvariant()}-{kind}";
}
