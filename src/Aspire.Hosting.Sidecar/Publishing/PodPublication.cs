using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// What is published in one environment: its resources, those that are no members of a pod too, and its pods.
/// </summary>
internal sealed record PodPublication(
    IComputeEnvironmentResource Environment, DistributedApplicationModel Model, ImmutableArray<IResource> Resources, ImmutableArray<PodPlan> Pods, IServiceProvider Services, PublishReport Report);
