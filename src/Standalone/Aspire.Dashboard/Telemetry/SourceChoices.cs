using Aspire.Dashboard.Live;

namespace Aspire.Dashboard.Telemetry;

/// <summary>Lists who has sent telemetry, to choose from.</summary>
internal static class SourceChoices
{
    /// <param name="sources">Who has sent telemetry.</param>
    /// <param name="resources">What they are called.</param>
    /// <param name="selected">What the address of the page says.</param>
    /// <returns>Values with their texts, and the value that is selected.</returns>
    public static ((string Value, string Text)[] Choices, string Selected) Of(TelemetrySource[] sources, LiveResources resources, string? selected)
    {
        var named = sources
            .Select(source => (Value: source.Key, Text: resources.FindService(source.ServiceName, source.InstanceId)?.DisplayName ?? source.ServiceName))
            .DistinctBy(choice => choice.Value)
            .OrderBy(choice => choice.Text, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var current = selected is null ? "" : Array.Find(sources, source => source.Matches(selected)) is { ServiceName: not null } found ? found.Key : selected;
        if (current.Length > 0 && !named.Exists(choice => choice.Value == current))
        {
            named.Add((current, resources.Find(current)?.DisplayName ?? current));
        }

        return ([("", "All resources"), .. named], current);
    }
}
