using Aspire.Hosting.ApplicationModel;

namespace Testing;

/// <summary>
/// What is known of a resource, by the name of the property.
/// </summary>
public static class SnapshotProperties
{
    public static object? Property(this CustomResourceSnapshot snapshot, string name) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
