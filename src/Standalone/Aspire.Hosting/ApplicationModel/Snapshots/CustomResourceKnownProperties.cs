namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of properties that any resource may have.</summary>
public static class CustomResourceKnownProperties
{
    /// <summary>Gets the name of the property that says where the resource comes from.</summary>
    public static string Source { get; } = "resource.source";

    /// <summary>Gets the name of the property with the connection string.</summary>
    public static string ConnectionString { get; } = "resource.connectionString";
}
