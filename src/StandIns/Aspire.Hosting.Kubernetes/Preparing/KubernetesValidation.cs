using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.StandIns;

namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// Refuses customized objects without an environment.
/// </summary>
internal static class KubernetesValidation
{
    public static void AddTo(IDistributedApplicationBuilder builder) => EnvironmentSteps.AddCheck(builder, "validate-kubernetes", model =>
    {
        if (!model.Resources.OfType<KubernetesEnvironmentResource>().Any()
            && model.GetComputeResources().FirstOrDefault(resource => resource.HasAnnotationOfType<KubernetesServiceCustomizationAnnotation>()) is { } lost)
        {
            throw new InvalidOperationException(
                $"Resource '{lost.Name}' is configured to publish as a Kubernetes service, but there are no '{nameof(KubernetesEnvironmentResource)}' resources or Kubernetes-backed compute environments. Ensure you have added one by calling '{nameof(KubernetesEnvironmentExtensions.AddKubernetesEnvironment)}'.");
        }
    });
}
