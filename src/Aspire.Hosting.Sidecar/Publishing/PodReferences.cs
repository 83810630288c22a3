using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.References;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Has every consumer of an environment see the endpoints of pods where they are: members of a network at <c>localhost</c>, others where the target says.
/// </summary>
internal sealed class PodReferences
{
    private readonly PodPublication _publication;
    private readonly Func<PodPlan, PodMember, string?> _outsideHost;
    private readonly Dictionary<string, (PodPlan Pod, PodMember Member)> _members;
    private readonly MissingAddresses _missing;

    /// <param name="publication">What is published.</param>
    /// <param name="outsideHost">The host at which others reach a member, or <see langword="null"/> for what the environment says.</param>
    public PodReferences(PodPublication publication, Func<PodPlan, PodMember, string?> outsideHost)
    {
        (_publication, _outsideHost) = (publication, outsideHost);
        _members = publication.Pods.SelectMany(pod => pod.Members.Prepend(pod.Main).Select(member => (Pod: pod, Member: member)))
            .ToDictionary(item => item.Member.Resource.Name, StringComparer.OrdinalIgnoreCase);
        _missing = new(publication);
    }

    /// <summary>
    /// Adds the last callbacks of every resource: they see what all others have set.
    /// </summary>
    public void Rewrite()
    {
        foreach (var resource in _publication.Resources)
        {
            var rewriter = new ReferenceRewriter(endpoint => Reach(resource, endpoint));
            resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
            {
                TakeFromBuilders(context.EnvironmentVariables);
                RemoveServicesOfHttps(context.EnvironmentVariables, rewriter);
            }));
            resource.Annotations.Add(new CommandLineArgsCallbackAnnotation(TakeFromBuilders));
            rewriter.Attach(resource);
        }
    }

    /// <summary>A builder stands for its resource when an application runs; environments do not know that.</summary>
    private static void TakeFromBuilders(Dictionary<string, object> variables)
    {
        foreach (var (name, value) in variables.ToArray())
        {
            if (value is IResourceBuilder<IResource> builder)
            {
                variables[name] = builder.Resource;
            }
        }
    }

    private static void TakeFromBuilders(IList<object> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments[index] is IResourceBuilder<IResource> builder)
            {
                arguments[index] = builder.Resource;
            }
        }
    }

    /// <summary>Environments leave out what service discovery says of https, but know it only by the reference itself.</summary>
    private static void RemoveServicesOfHttps(Dictionary<string, object> variables, ReferenceRewriter rewriter)
    {
        foreach (var (name, value) in variables.ToArray())
        {
            if (value is EndpointReference { Scheme: "https" } && name.StartsWith("services__", StringComparison.Ordinal) && !ReferenceEquals(rewriter.Rewrite(value), value))
            {
                variables.Remove(name);
            }
        }
    }

    private ReachableAddress? Reach(IResource consumer, EndpointReference endpoint)
    {
        if (_missing.Find(consumer, endpoint) is { } problem)
        {
            throw new DistributedApplicationException(problem);
        }

        if (!_members.TryGetValue(endpoint.Resource.Name, out var target) || PublishedPorts.Listening(endpoint) is not { } listening)
        {
            return null;
        }

        // What a program says of itself may be meant for others.
        var sharesNetwork = target.Member.Network == PodNetwork.Pod && _members.TryGetValue(consumer.Name, out var from)
            && from.Pod == target.Pod && from.Member.Network == PodNetwork.Pod && from.Member != target.Member;
        var host = sharesNetwork ? "localhost" : _outsideHost(target.Pod, target.Member);
        var isElsewhere = host is not null || listening.Endpoint.EndpointName != endpoint.EndpointName;
        return isElsewhere ? new(listening.Scheme, host, listening.Endpoint) : null;
    }
}
