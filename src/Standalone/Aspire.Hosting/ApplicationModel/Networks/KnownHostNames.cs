namespace Aspire.Hosting.ApplicationModel;

/// <summary>Host names with a fixed meaning.</summary>
public static class KnownHostNames
{
    /// <summary>The machine itself.</summary>
    public const string Localhost = "localhost";

    /// <summary>The machine of the AppHost, as containers see it.</summary>
    public const string DefaultContainerTunnelHostName = "aspire.dev.internal";

    /// <summary>The machine of the AppHost, as containers of Docker Desktop see it.</summary>
    public const string DockerDesktopHostBridge = "host.docker.internal";
}
