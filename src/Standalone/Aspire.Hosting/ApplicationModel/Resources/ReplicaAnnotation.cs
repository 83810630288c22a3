namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says how many copies of a resource run.</summary>
/// <param name="replicas">The number of copies.</param>
public sealed class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>Gets the number of copies.</summary>
    public int Replicas { get; } = replicas;
}
