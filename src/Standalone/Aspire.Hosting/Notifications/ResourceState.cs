using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of one instance of a resource.</summary>
internal sealed class ResourceState(IResource resource, string resourceId)
{
    private long _version;

    // Read without the gate: a watcher must see what was published before it subscribed.
    private volatile CustomResourceSnapshot? _last;

    public IResource Resource { get; } = resource;

    public Lock Gate { get; } = new();

    public CustomResourceSnapshot? Last => _last;

    public CustomResourceSnapshot Current => Last ?? SnapshotDecorator.Initial(Resource);

    public ResourceEvent Advance(CustomResourceSnapshot snapshot)
    {
        var versioned = snapshot with { Version = ++_version };
        _last = versioned;

        return new ResourceEvent(Resource, resourceId, versioned);
    }

    public bool TryGetEvent([NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        resourceEvent = Last is { } snapshot ? new ResourceEvent(Resource, resourceId, snapshot) : null;

        return resourceEvent is not null;
    }
}
