using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Metrics;

/// <summary>The dimensions of an instrument, to choose from.</summary>
internal static class MetricDimensions
{
    private const string LimitSuffix = ".limit";
    private static readonly string[] BoundedSuffixes = [".usage", ".count"];

    /// <summary>The dimensions in which series differ, with the values of each.</summary>
    public static (string Name, (string, string)[] Values)[] Of(IReadOnlyList<MetricSeries> series) =>
    [
        .. series.SelectMany(item => item.Attributes)
            .GroupBy(attribute => attribute.Key, attribute => attribute.Value, StringComparer.Ordinal)
            .Select(group => (group.Key, Values: group.Distinct().Order(StringComparer.OrdinalIgnoreCase).ToArray()))
            .Where(dimension => dimension.Values.Length > 1)
            .OrderBy(dimension => dimension.Key, StringComparer.Ordinal)
            .Select(dimension => (dimension.Key, ((string, string)[])[("", "All"), .. dimension.Values.Select(value => (value, value))])),
    ];

    public static bool Match(IReadOnlyDictionary<string, string> attributes, IReadOnlyDictionary<string, string?> filters)
        => filters.All(filter => filter.Value is null || attributes.GetValueOrDefault(filter.Key) == filter.Value);

    /// <summary>The instrument that bounds another one, by its name: <c>container.memory.limit</c> for <c>container.memory.usage</c>.</summary>
    public static string? LimitOf(string instrument)
        => Array.Find(BoundedSuffixes, suffix => instrument.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix
            ? instrument[..^suffix.Length] + LimitSuffix
            : null;
}
