using System.Globalization;
using System.Text.Json;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>Reads the events that docker and podman print as JSON. Their keys differ, and so do those of their versions.</summary>
internal static class ContainerEventParser
{
    public static ContainerEvent? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var actor = Find(root, "Actor");
            var attributes = Find(actor ?? root, "Attributes");
            var id = Text(Find(actor, "ID") ?? Find(root, "ID"));
            var kind = Kind(Text(Find(root, "Action") ?? Find(root, "Status")));
            var exitCode = Text(Find(root, "ContainerExitCode") ?? Find(attributes, "exitCode") ?? Find(attributes, "containerExitCode"));

            return id is null || kind is null
                ? null
                : new ContainerEvent(
                    id,
                    kind.Value,
                    kind == ContainerEventKind.Died && int.TryParse(exitCode, CultureInfo.InvariantCulture, out var code) ? code : null,
                    long.TryParse(Text(Find(root, "timeNano")), CultureInfo.InvariantCulture, out var time) ? time : 0);
        }
        catch (JsonException)
        {
            // A message of the client that is no event.
            return null;
        }
    }

    private static ContainerEventKind? Kind(string? name) => name switch
    {
        "start" => ContainerEventKind.Started,
        "die" or "died" => ContainerEventKind.Died,
        "destroy" or "remove" => ContainerEventKind.Removed,
        _ => null,
    };

    private static JsonElement? Find(JsonElement? element, string name)
        => element is { ValueKind: JsonValueKind.Object } found
            && found.EnumerateObject().FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: not JsonValueKind.Undefined } property
                ? property.Value
                : null;

    private static string? Text(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}
