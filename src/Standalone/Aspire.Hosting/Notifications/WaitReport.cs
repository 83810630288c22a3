using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says in the message of a cancelled wait how things stand, so that a time-out in a test explains itself.</summary>
internal static class WaitReport
{
    public static string Describe(ResourceNotificationService notifications, string message, string resourceName)
    {
        var report = new StringBuilder().AppendLine(message);
        if (!notifications.TryGetCurrentState(resourceName, out var current))
        {
            return report.Append(CultureInfo.InvariantCulture, $"Unable to retrieve current state for resource '{resourceName}'.").ToString();
        }

        var snapshot = current.Snapshot;
        Append(report, "Current State", snapshot.State?.Text ?? "(null)");
        Append(report, "Creation Time", snapshot.CreationTimeStamp?.ToString(CultureInfo.InvariantCulture) ?? "(null)");
        Append(report, "Start Time", snapshot.StartTimeStamp);
        Append(report, "Stop Time", snapshot.StopTimeStamp);
        Append(report, "Exit Code", snapshot.ExitCode);
        Append(report, "Current Health", snapshot.HealthStatus?.ToString() ?? "(null)");
        AppendHealthReports(report, snapshot);
        AppendDependencies(report, notifications, snapshot);

        return report.ToString().TrimEnd();
    }

    private static void Append(StringBuilder report, string label, object? value)
    {
        if (value is not null)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"- {label}: {value}");
        }
    }

    private static void AppendHealthReports(StringBuilder report, CustomResourceSnapshot snapshot)
    {
        if (!snapshot.HealthReports.IsEmpty)
        {
            report.AppendLine("- Health Reports:");
        }

        foreach (var health in snapshot.HealthReports)
        {
            var lastRun = health.LastRunAt is { } time ? $" @ {time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}" : "";
            report.AppendLine(CultureInfo.InvariantCulture, $"  - {health.Name}: {health.Status?.ToString() ?? "Unknown"}{lastRun}");
            foreach (var line in health.ExceptionText?.Split('\n') ?? [])
            {
                report.AppendLine(CultureInfo.InvariantCulture, $"    {line.TrimEnd()}");
            }
        }
    }

    private static void AppendDependencies(StringBuilder report, ResourceNotificationService notifications, CustomResourceSnapshot snapshot)
    {
        if (snapshot.Properties.ValueOf(SnapshotProperties.WaitingFor) is not IEnumerable<string> names)
        {
            return;
        }

        report.AppendLine("- Waiting For:");
        foreach (var name in names)
        {
            report.AppendLine(notifications.TryGetCurrentState(name, out var dependency)
                ? $"  - {name}: State = {dependency.Snapshot.State?.Text ?? "(null)"}, Health = {dependency.Snapshot.HealthStatus?.ToString() ?? "(null)"}{ExitCode(dependency)}"
                : $"  - {name}: Unable to retrieve current state.");
        }

        static string ExitCode(ResourceEvent dependency)
            => dependency.Snapshot.ExitCode is { } exitCode ? string.Create(CultureInfo.InvariantCulture, $", Exit Code = {exitCode}") : "";
    }
}
