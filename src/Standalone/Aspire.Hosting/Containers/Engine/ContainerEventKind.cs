namespace Aspire.Hosting.Containers.Engine;

/// <summary>What can happen to a container.</summary>
internal enum ContainerEventKind
{
    Started,
    Died,
    Removed,
}
