namespace Aspire.Hosting.ApplicationModel;

/// <summary>Kinds of environment variables that a reference sets.</summary>
[Flags]
public enum ReferenceEnvironmentInjectionFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The connection string.</summary>
    ConnectionString = 1,

    /// <summary>The parts of the connection string.</summary>
    ConnectionProperties = 2,

    /// <summary>The <c>services__</c> variables that .NET service discovery reads.</summary>
    ServiceDiscovery = 4,

    /// <summary>A variable for each endpoint, such as <c>API_HTTP</c>.</summary>
    Endpoints = 8,

    /// <summary>All of them.</summary>
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}
