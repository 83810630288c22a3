using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// The properties of a container that the dashboard shows, with the texts and in the order that the orchestrator's own have.
/// </summary>
internal static class ContainerProperties
{
    public const string Image = "container.image";
    public const string Command = "container.command";
    public const string Arguments = "container.args";
    public const string Ports = "container.ports";
    public const string Lifetime = "container.lifetime";

    /// <summary>The arguments that the dashboard shows behind the source, and which of them it hides.</summary>
    public const string GivenArguments = "resource.appArgs";
    public const string Sensitivities = "resource.appArgsSensitivity";

    private static readonly Dictionary<string, (string Text, int Order)> Labels = new()
    {
        [Image] = ("Container image", 0),
        [ContainerSnapshot.ContainerId] = ("Container ID", 1),
        [Command] = ("Container command", 2),
        [Arguments] = ("Container arguments", 3),
        [Ports] = ("Container ports", 4),
        [Lifetime] = ("Container lifetime", 5),
    };

    public static CustomResourceSnapshot WithLabels(this CustomResourceSnapshot snapshot) => snapshot with
    {
        Properties = [.. snapshot.Properties.Select(property => Labels.TryGetValue(property.Name, out var label)
            ? property with { DisplayName = label.Text, IsHighlighted = true, SortOrder = label.Order }
            : property)],
    };
}
