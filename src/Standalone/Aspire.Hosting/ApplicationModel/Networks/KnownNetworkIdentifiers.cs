namespace Aspire.Hosting.ApplicationModel;

/// <summary>The networks of every application.</summary>
public static class KnownNetworkIdentifiers
{
    /// <summary>The machine of the AppHost, where projects and executables run.</summary>
    public static readonly NetworkIdentifier LocalhostNetwork = new("localhost");

    /// <summary>The internet.</summary>
    public static readonly NetworkIdentifier PublicInternet = new(".");

    /// <summary>The network that the containers of an application share.</summary>
    public static readonly NetworkIdentifier DefaultAspireContainerNetwork = new("aspire-container-network");
}
