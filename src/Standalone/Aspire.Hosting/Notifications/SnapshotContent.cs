using System.Collections;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Compares snapshots by what they say, so that an update which changes nothing is not published.</summary>
internal static class SnapshotContent
{
    public static bool Equal(CustomResourceSnapshot left, CustomResourceSnapshot right)
        => Scalars(left) == Scalars(right)
            && left.Properties.SequenceEqual(right.Properties, PropertyComparer.Instance)
            && left.EnvironmentVariables.SequenceEqual(right.EnvironmentVariables)
            && left.Urls.SequenceEqual(right.Urls)
            && left.Volumes.SequenceEqual(right.Volumes)
            && left.Commands.SequenceEqual(right.Commands)
            && left.Relationships.SequenceEqual(right.Relationships)
            && left.HealthReports.SequenceEqual(right.HealthReports);

    // Records compare immutable arrays by reference, so the arrays are taken out and compared on their own.
    private static CustomResourceSnapshot Scalars(CustomResourceSnapshot snapshot) => snapshot with
    {
        Version = 0,
        Properties = [],
        EnvironmentVariables = [],
        Urls = [],
        Volumes = [],
        Commands = [],
        Relationships = [],
        HealthReports = [],
    };

    private sealed class PropertyComparer : IEqualityComparer<ResourcePropertySnapshot>
    {
        public static PropertyComparer Instance { get; } = new();

        public bool Equals(ResourcePropertySnapshot? x, ResourcePropertySnapshot? y)
            => x is null || y is null
                ? ReferenceEquals(x, y)
                : ValuesEqual(x.Value, y.Value) && x with { Value = null } == y with { Value = null };

        public int GetHashCode(ResourcePropertySnapshot obj) => obj.Name.GetHashCode(StringComparison.Ordinal);

        private static bool ValuesEqual(object? x, object? y) => (x, y) switch
        {
            (string, _) or (_, string) => Equals(x, y),
            (IEnumerable left, IEnumerable right) => left.Cast<object?>().SequenceEqual(right.Cast<object?>()),
            _ => Equals(x, y),
        };
    }
}
