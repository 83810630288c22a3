using System.Collections.Immutable;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// Sums up what is told of the instances of a resource: it is up as long as one of its replicas is. What is told too late, of an instance that another one has
/// followed, counts for nothing: the orchestrator tells the end of a container after the start of the next one while somebody reads its log.
/// </summary>
internal sealed class ResourceInstances
{
    private static readonly MemberPhase[] Precedence =
    [
        MemberPhase.Running, MemberPhase.Starting, MemberPhase.Waiting, MemberPhase.Stopping,
        MemberPhase.FailedToStart, MemberPhase.Ended, MemberPhase.NotStarted, MemberPhase.Unknown,
    ];

    private readonly Dictionary<string, Life> _lives = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Takes a report, and returns how the resource as a whole is, or <see langword="null"/> if the report is stale.
    /// </summary>
    public InstanceReport? Update(InstanceReport report)
    {
        var before = _lives.GetValueOrDefault(report.ResourceId, Life.None);
        var life = report.Phase switch
        {
            MemberPhase.Starting or MemberPhase.Waiting => OnStarting(before, report),
            MemberPhase.Running or MemberPhase.Stopping => OnRunning(before, report),
            MemberPhase.Ended => OnEnded(before, report),
            _ => before,
        };
        if (life is null)
        {
            return null;
        }

        _lives[report.ResourceId] = life with { Report = report };
        var sum = Precedence.First(candidate => _lives.Values.Any(known => known.Report.Phase == candidate));
        var reports = _lives.Values.Select(known => known.Report).Where(known => known.Phase == sum).ToArray();
        return report with { Phase = sum, ExitCode = (Array.Find(reports, known => known.ExitCode is not (0 or null)) ?? reports[0]).ExitCode };
    }

    /// <summary>A new life begins, and the instance before is over, told or not.</summary>
    private static Life? OnStarting(Life life, InstanceReport report)
    {
        if (report.Instance is not null && report.Instance == life.Instance && report.Started is null)
        {
            // Not the host, which still knows when the instance started, but the orchestrator's own word from before that.
            return life.Report.Phase is MemberPhase.Starting or MemberPhase.Waiting ? life : null;
        }

        var over = life.Instance is { } old ? life.Over.Add(old) : life.Over;
        return life with { Over = over, Instance = report.Instance is { } next && !over.Contains(next) ? next : null };
    }

    private static Life? OnRunning(Life life, InstanceReport report)
    {
        if (report.Instance is not { } instance)
        {
            return life;
        }

        var hasEnded = life.Ends.TryGetValue(instance, out var end);
        if (hasEnded && report.Stopped >= end && report.Phase == MemberPhase.Running)
        {
            // The same container runs again.
            return life with { Instance = instance, Ends = life.Ends.Remove(instance), Over = life.Over.Remove(instance) };
        }

        if (hasEnded || life.Over.Contains(instance))
        {
            return null;
        }

        return life with { Instance = instance, Over = life.Instance is { } old && old != instance ? life.Over.Add(old) : life.Over };
    }

    private static Life? OnEnded(Life life, InstanceReport report)
    {
        if (report.Instance is not { } instance)
        {
            return life;
        }

        var isOld = life.Over.Contains(instance) || (life.Instance is { } current && current != instance);
        return isOld ? null : life with { Instance = instance, Ends = life.Ends.SetItem(instance, report.Stopped ?? DateTime.MaxValue) };
    }

    private sealed record Life(InstanceReport Report, string? Instance, ImmutableHashSet<string> Over, ImmutableDictionary<string, DateTime> Ends)
    {
        public static readonly Life None = new(new("", MemberPhase.Unknown), null, [], ImmutableDictionary<string, DateTime>.Empty);
    }
}
