using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds to a snapshot what follows from the annotations of its resource.</summary>
internal static class SnapshotDecorator
{
    public static CustomResourceSnapshot Initial(IResource resource)
        => resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot
            ?? new CustomResourceSnapshot
            {
                ResourceType = ResourceTypeNames.Of(resource),
                Properties = [],
                Relationships = ResourceRelationships.Of(resource),
            };

    public static CustomResourceSnapshot Decorate(IResource resource, CustomResourceSnapshot snapshot, IServiceProvider services)
    {
        if (!string.Equals(snapshot.State?.Text, KnownResourceStates.Waiting, StringComparison.OrdinalIgnoreCase))
        {
            snapshot = snapshot with { Properties = snapshot.Properties.RemoveProperty(SnapshotProperties.WaitingFor) };
        }

        snapshot = snapshot with { Commands = UpdateCommands(resource, snapshot, services) };
        if (resource.Annotations.OfType<ResourceIconAnnotation>().LastOrDefault() is { } icon)
        {
            snapshot = snapshot with
            {
                IconName = string.IsNullOrEmpty(snapshot.IconName) ? icon.IconName : snapshot.IconName,
                IconVariant = snapshot.IconVariant ?? icon.IconVariant,
            };
        }

        return snapshot;
    }

    private static ImmutableArray<ResourceCommandSnapshot> UpdateCommands(IResource resource, CustomResourceSnapshot snapshot, IServiceProvider services)
    {
        var commands = snapshot.Commands;
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, Services = services };
        foreach (var annotation in resource.Annotations.OfType<ResourceCommandAnnotation>().ToArray())
        {
            var state = annotation.UpdateState(context);
            if (commands.FirstOrDefault(command => command.Name == annotation.Name) is { } existing)
            {
                commands = existing.State == state ? commands : commands.Replace(existing, existing with { State = state });
            }
            else
            {
                commands = commands.Add(CreateCommand(annotation, state));
            }
        }

        return commands;
    }

    private static ResourceCommandSnapshot CreateCommand(ResourceCommandAnnotation annotation, ResourceCommandState state) => new(
        annotation.Name,
        state,
        annotation.DisplayName,
        annotation.DisplayDescription,
        Parameter: null,
        annotation.ConfirmationMessage,
        annotation.IconName,
        annotation.IconVariant,
        annotation.IsHighlighted)
    {
        Arguments = annotation.Arguments,
        Visibility = annotation.Visibility,
    };
}
