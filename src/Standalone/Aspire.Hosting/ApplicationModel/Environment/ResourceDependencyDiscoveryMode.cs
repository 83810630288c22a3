namespace Aspire.Hosting.ApplicationModel;

/// <summary>How far dependencies are followed.</summary>
public enum ResourceDependencyDiscoveryMode
{
    /// <summary>Dependencies of dependencies as well.</summary>
    Recursive,

    /// <summary>Only the dependencies of the resource itself.</summary>
    DirectOnly,
}
