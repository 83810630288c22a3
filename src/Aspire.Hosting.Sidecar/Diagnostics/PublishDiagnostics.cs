using System.Globalization;

namespace Aspire.Hosting.Sidecar.Diagnostics;

/// <summary>
/// The messages of publishing, each with the id under which docs/diagnostics.md explains it.
/// </summary>
internal static class PublishDiagnostics
{
    public static string NoImage(string main, string member) =>
        $"ASPIRESIDECAR050: '{member}' in the pod of '{main}' runs as a program of this machine and cannot be published. Give it an image with PublishAsDockerFile(), or leave it out with ExcludeFromManifest().";

    public static string PackageMissing(string environment, string package, string what) =>
        $"ASPIRESIDECAR051: The environment '{environment}' cannot publish {what} without the package {package}. Reference that package in the AppHost.";

    public static string UnknownEnvironment(string environment, string type, string main) =>
        $"ASPIRESIDECAR052: The environment '{environment}' ({type}) cannot publish the pod of '{main}': only Docker Compose and Kubernetes environments can. Give '{main}' another one with WithComputeEnvironment.";

    public static string NoEnvironment(string main) =>
        $"ASPIRESIDECAR053: The application has no environment that publishes pods: '{main}' and its sidecars are published as resources of their own. Add one with AddDockerComposeEnvironment or AddKubernetesEnvironment.";

    public static string OtherEnvironment(string main, string environment, string member, string other) =>
        $"ASPIRESIDECAR054: '{member}' is published to '{other}', but its main '{main}' to '{environment}'. Remove WithComputeEnvironment from '{member}'.";

    public static string ReferenceToProgram(string consumer, string program) =>
        $"ASPIRESIDECAR055: '{consumer}' refers to an endpoint of '{program}', which runs as a program of this machine and is not published. Publish it with PublishAsDockerFile(), or make the reference in run mode only.";

    public static string ReferenceToExcluded(string consumer, string excluded) =>
        $"ASPIRESIDECAR082: '{consumer}' refers to an endpoint of '{excluded}', which is left out of what is published. Publish '{excluded}' too, or make the reference in run mode only.";

    public static string ReferenceToElsewhere(string consumer, string environment, string sidecar) =>
        $"ASPIRESIDECAR083: '{consumer}' is published to '{environment}' and refers to an endpoint of '{sidecar}', whose pod is published elsewhere. Bind both to one environment with WithComputeEnvironment, or give '{consumer}' the address by a parameter.";

    public static string MountNotPublishable(string main, string member, string mount, string path, string remedy) =>
        $"ASPIRESIDECAR084: '{member}' in the pod of '{main}' has {mount} at '{path}', which cannot be published. {remedy}";

    public static string NameTooLong(string resource, int length, int max) =>
        $"ASPIRESIDECAR085: The name '{resource}' has {length.ToString(CultureInfo.InvariantCulture)} characters, of which Kubernetes takes {max.ToString(CultureInfo.InvariantCulture)} here: Services and labels are named after it. Shorten it.";

    public static string NotExpressible(string resource, string what, string target, string remedy) =>
        $"ASPIRESIDECAR056: {target} cannot express {what} of '{resource}' (left out). {remedy}";

    public static string ParameterAsArgument(string resource, string parameter) =>
        $"ASPIRESIDECAR086: Parameter '{parameter}' is an argument of '{resource}', which Kubernetes environments of Aspire cannot write. Give it by a variable, with WithEnvironment.";

    public static string HealthUnknown(string waiter, string dependency, string target) =>
        $"ASPIRESIDECAR057: '{waiter}' is to wait until '{dependency}' is healthy, but {target} does not know how to find out: it waits until that is started. Add a probe to '{dependency}' with WithHttpProbe, or a health check where it is published.";

    public static string InitIntoMemory(string main, string volume, string init) =>
        $"ASPIRESIDECAR058: Shared volume '{volume}' of '{main}' is published on disk: in Docker Compose a volume in memory ends with its last container, and what init container '{init}' writes would be gone.";

    public static string PodPortCollision(string main, int port, string first, string second) =>
        $"ASPIRESIDECAR059: '{first}' and '{second}' both listen on port {port.ToString(CultureInfo.InvariantCulture)}, but all members of the pod of '{main}' have one network in Kubernetes. Change the target port of one.";
}
