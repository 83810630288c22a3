using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Sets properties of a snapshot, keeping their order.</summary>
internal static class SnapshotPropertyExtensions
{
    public static ImmutableArray<ResourcePropertySnapshot> SetProperty(
        this ImmutableArray<ResourcePropertySnapshot> properties, string name, object? value, bool isSensitive = false)
    {
        var index = properties.IndexOf(name);
        var property = index < 0
            ? new ResourcePropertySnapshot(name, value) { IsSensitive = isSensitive }
            : properties[index] with { Value = value, IsSensitive = isSensitive };

        return index < 0 ? properties.Add(property) : properties.SetItem(index, property);
    }

    public static ImmutableArray<ResourcePropertySnapshot> RemoveProperty(this ImmutableArray<ResourcePropertySnapshot> properties, string name)
        => properties.IndexOf(name) is var index and >= 0 ? properties.RemoveAt(index) : properties;

    public static object? ValueOf(this ImmutableArray<ResourcePropertySnapshot> properties, string name)
        => properties.IndexOf(name) is var index and >= 0 ? properties[index].Value : null;

    private static int IndexOf(this ImmutableArray<ResourcePropertySnapshot> properties, string name)
    {
        for (var i = 0; i < properties.Length; i++)
        {
            if (string.Equals(properties[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
