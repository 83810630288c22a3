#pragma warning disable ASPIREPIPELINES001 // Compute environments do their work in pipeline steps.

using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes.Preparing;
using Aspire.Hosting.Kubernetes.Writing;
using Aspire.Hosting.Pipelines;

namespace Aspire.Hosting.Kubernetes;

/// <summary>
/// An environment that publishes its resources as the workloads of a Helm chart.
/// </summary>
public sealed class KubernetesEnvironmentResource : Resource, IComputeEnvironmentResource
{
    /// <summary>
    /// Makes an environment.
    /// </summary>
    /// <param name="name">The resource name.</param>
    public KubernetesEnvironmentResource(string name)
        : base(name)
    {
        Annotations.Add(new PipelineStepAnnotation(_ => Steps()));
    }

    /// <summary>Gets or sets whether the Aspire dashboard is a workload too, to which others send their telemetry.</summary>
    public bool DashboardEnabled { get; set; } = true;

    /// <summary>Gets or sets what volumes are: <c>emptyDir</c> or <c>pvc</c>.</summary>
    public string DefaultStorageType { get; set; } = "emptyDir";

    /// <summary>Gets or sets the class of claimed storage, or <see langword="null"/> for the cluster's own.</summary>
    public string? DefaultStorageClassName { get; set; }

    /// <summary>Gets or sets how much storage a volume claims.</summary>
    public string DefaultStorageSize { get; set; } = "1Gi";

    /// <summary>Gets or sets who may write to a claimed volume.</summary>
    public string DefaultStorageReadWritePolicy { get; set; } = "ReadWriteOnce";

    /// <summary>Gets or sets when images are pulled.</summary>
    public string DefaultImagePullPolicy { get; set; } = "IfNotPresent";

    internal string ChartName { get; init; } = "aspire";

    internal ContainerResource? Dashboard { get; init; }

    /// <inheritdoc/>
    [Experimental("ASPIRECOMPUTE002", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
    public ReferenceExpression GetHostAddressExpression(EndpointReference endpointReference)
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        var service = ObjectNames.Service(endpointReference.Resource);
        return ReferenceExpression.Create($"{service}");
    }

    private IEnumerable<PipelineStep> Steps() =>
    [
        new()
        {
            Name = $"prepare-deployment-targets-{Name}",
            Description = $"Reads what the workloads of {Name} are made of.",
            Action = context => KubernetesPreparation.RunAsync(this, context),
            DependsOnSteps = [WellKnownPipelineSteps.ValidateComputeEnvironments],
            RequiredBySteps = [WellKnownPipelineSteps.BeforeStart],
        },
        new()
        {
            Name = $"publish-{Name}",
            Description = $"Writes the Helm chart of {Name}.",
            Action = context => new ChartWriter(this, context).RunAsync(),
            DependsOnSteps = [WellKnownPipelineSteps.PublishPrereq],
            RequiredBySteps = [WellKnownPipelineSteps.Publish],
        },
    ];
}
