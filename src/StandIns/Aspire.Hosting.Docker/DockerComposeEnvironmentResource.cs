#pragma warning disable ASPIREPIPELINES001 // Compute environments do their work in pipeline steps.

using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Preparing;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Writing;
using Aspire.Hosting.Pipelines;

namespace Aspire.Hosting.Docker;

/// <summary>
/// An environment that publishes its resources as the services of a Compose file.
/// </summary>
public class DockerComposeEnvironmentResource : Resource, IComputeEnvironmentResource
{
    /// <summary>
    /// Makes an environment.
    /// </summary>
    /// <param name="name">The resource name.</param>
    public DockerComposeEnvironmentResource(string name)
        : base(name)
    {
        Annotations.Add(new PipelineStepAnnotation(_ => Steps()));
    }

    /// <summary>Gets or sets whether the Aspire dashboard is a service too, to which others send their telemetry.</summary>
    public bool DashboardEnabled { get; set; } = true;

    internal ContainerResource? Dashboard { get; init; }

    internal List<Action<ComposeFile>> Configurations { get; } = [];

    internal EnvironmentPlaceholders Placeholders { get; } = new();

    /// <summary>The services of resources, by the names of these: an executable that is published as a container is another resource of the same name.</summary>
    internal Dictionary<string, DockerComposeServiceResource> Services { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [Experimental("ASPIRECOMPUTE002", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
    public ReferenceExpression GetHostAddressExpression(EndpointReference endpointReference)
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        var service = endpointReference.Resource.Name.ToLowerInvariant();
        return ReferenceExpression.Create($"{service}");
    }

    private IEnumerable<PipelineStep> Steps() =>
    [
        new()
        {
            Name = $"prepare-deployment-targets-{Name}",
            Description = $"Reads what the services of {Name} are made of.",
            Action = context => ComposePreparation.RunAsync(this, context),
            DependsOnSteps = [WellKnownPipelineSteps.ValidateComputeEnvironments],
            RequiredBySteps = [WellKnownPipelineSteps.BeforeStart],
        },
        new()
        {
            Name = $"publish-{Name}",
            Description = $"Writes the Compose file of {Name}.",
            Action = context => new ComposeWriter(this, context).RunAsync(),
            RequiredBySteps = [WellKnownPipelineSteps.Publish],
        },
    ];
}
