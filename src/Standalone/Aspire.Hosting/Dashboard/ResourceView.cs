using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Aspire.Dashboard.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Writes a snapshot as the dashboard shows it.</summary>
internal static class ResourceView
{
    public static DashboardResource Of(ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        var source = SourceOf(snapshot.Properties);

        return new DashboardResource
        {
            Id = change.ResourceId,
            Name = change.Resource.Name,
            DisplayName = change.Resource.GetDisplayName(change.ResourceId),
            Type = snapshot.ResourceType,
            State = snapshot.State?.Text ?? "",
            StateStyle = snapshot.State?.Style,
            ExitCode = snapshot.ExitCode,
            Health = snapshot.HealthStatus?.ToString(),
            Created = Utc(snapshot.CreationTimeStamp),
            Started = Utc(snapshot.StartTimeStamp),
            Stopped = Utc(snapshot.StopTimeStamp),
            ParentName = TextOf(snapshot.Properties.ValueOf(SnapshotProperties.ParentName)),
            IsHidden = snapshot.IsHidden,
            IconName = snapshot.IconName,
            Source = source.Short,
            SourceDetail = source.Full,
            Urls = [.. snapshot.Urls.OrderByDescending(url => url.DisplayProperties.SortOrder).Select(ToUrl)],
            Volumes = [.. snapshot.Volumes.Select(volume => new ResourceVolume(volume.Source, volume.Target, volume.MountType, volume.IsReadOnly))],
            Environment = [.. snapshot.EnvironmentVariables.OrderBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase)
                .Select(variable => new ResourceFact(variable.Name, variable.Value, IsSecret: true))],
            Properties = [.. snapshot.Properties.Select(ToFact)],
            HealthReports = [.. snapshot.HealthReports.Select(ToReport)],
            Relationships = [.. snapshot.Relationships.Select(relation => new ResourceRelationship(relation.ResourceName, relation.Type))],
            Commands = [.. snapshot.Commands.Where(IsShown).Select(ToCommand)],
        };
    }

    private static bool IsShown(ResourceCommandSnapshot command)
        => command.State != ResourceCommandState.Hidden && command.Visibility.HasFlag(ResourceCommandVisibility.UI);

    private static ResourceCommand ToCommand(ResourceCommandSnapshot command) => new(
        command.Name,
        command.DisplayName,
        command.DisplayDescription,
        command.IconName,
        command.IconVariant == IconVariant.Filled,
        command.IsHighlighted,
        command.State == ResourceCommandState.Enabled,
        command.ConfirmationMessage,
        CommandInputs.Of(command.Arguments));

    private static ResourceUrl ToUrl(UrlSnapshot url) => new(
        url.Name,
        url.Url,
        url.DisplayProperties.DisplayName is { Length: > 0 } text ? text : url.Url,
        url.IsInternal,
        url.IsInactive);

    private static ResourceFact ToFact(ResourcePropertySnapshot property) => new(property.Name, TextOf(property.Value), property.IsSensitive);

    private static ResourceHealthReport ToReport(HealthReportSnapshot report)
        => new(report.Name, report.Status?.ToString(), report.Description, report.ExceptionText, Utc(report.LastRunAt));

    private static (string? Short, string? Full) SourceOf(ImmutableArray<ResourcePropertySnapshot> properties)
    {
        var full = TextOf(properties.ValueOf(SnapshotProperties.ContainerImage))
            ?? TextOf(properties.ValueOf(SnapshotProperties.ProjectPath))
            ?? TextOf(properties.ValueOf(SnapshotProperties.ExecutablePath))
            ?? TextOf(properties.ValueOf(SnapshotProperties.Source));
        var isPath = properties.ValueOf(SnapshotProperties.ContainerImage) is null && full is not null && Path.IsPathRooted(full);

        return (isPath ? Path.GetFileName(full) : full, full);
    }

    private static DateTimeOffset? Utc(DateTime? time) => time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        string text => text,
        IEnumerable list => string.Join(' ', list.Cast<object?>().Select(TextOf)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
