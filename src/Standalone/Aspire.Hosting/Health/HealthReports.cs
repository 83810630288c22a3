using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>Puts the outcome of health checks into the snapshot of a resource.</summary>
internal static class HealthReports
{
    public static Task PublishAsync(ResourceNotificationService notifications, IResource resource, HealthReport report, TimeProvider timeProvider)
    {
        var ranAt = timeProvider.GetUtcNow().UtcDateTime;

        return notifications.PublishUpdateAsync(resource, snapshot => snapshot with { HealthReports = Merge(snapshot.HealthReports, report, ranAt) });
    }

    private static ImmutableArray<HealthReportSnapshot> Merge(ImmutableArray<HealthReportSnapshot> reports, HealthReport report, DateTime ranAt)
    {
        foreach (var (key, entry) in report.Entries)
        {
            var snapshot = new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.ToString()) { LastRunAt = ranAt };
            var existing = reports.FirstOrDefault(candidate => candidate.Name == key);
            reports = existing is null ? reports.Add(snapshot) : reports.Replace(existing, snapshot);
        }

        return reports;
    }
}
