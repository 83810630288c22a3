using System.Diagnostics;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Telemetry;

/// <summary>
/// Tells what happens to a pod: a span for each start, restart, repair and stop, with its cause, and counters. It has no memory of its own: all is in the states
/// before and after.
/// </summary>
internal sealed class PodTelemetry(PodPlan pod)
{
    public void OnAction(PodAction action)
    {
        switch (action)
        {
            case PodAction.Start { Cause: PodCause.RestartPolicy } start:
                SidecarTelemetry.Restarts.Add(1, Tags(start.Member));
                break;
            case PodAction.ShowBackOff backOff when backOff.ExitCode != 0:
                SidecarTelemetry.Failures.Add(1, Tags(backOff.Member));
                break;
            case PodAction.ShowFailure failure:
                SidecarTelemetry.Failures.Add(1, Tags(failure.Member));
                break;
            default:
                break;
        }
    }

    public void OnTransition(PodState before, PodState after, PodChange change)
    {
        if (change is not PodChange.Reported reported)
        {
            return;
        }

        if (pod.Find(reported.Resource) is { } member)
        {
            var cause = after[member].Cause == PodCause.None ? before[member].Cause : after[member].Cause;
            OnPhase(member, before[member].Phase, before[member].Since, after[member].Phase, cause, reported);
        }
        else
        {
            OnPhase(pod.Main, before.Main, before.MainSince, after.Main, after.Stage == PodStage.ShuttingDown ? PodCause.Shutdown : PodCause.None, reported);
        }
    }

    /// <summary>The time that a member waited for others is no part of its start.</summary>
    private void OnPhase(PodMember member, MemberPhase before, DateTimeOffset since, MemberPhase after, PodCause cause, PodChange.Reported reported)
    {
        switch (before, after)
        {
            case (MemberPhase.Starting, MemberPhase.Running):
                Record(member, Operation(cause), cause, since, reported);
                break;
            case (MemberPhase.Stopping, MemberPhase.Ended) when cause != PodCause.Repair:
                Record(member, "stop", cause, since, reported);
                break;
            default:
                break;
        }
    }

    private void Record(PodMember member, string operation, PodCause cause, DateTimeOffset from, PodChange.Reported reported)
    {
        using var activity = SidecarTelemetry.ActivitySource.StartActivity(ActivityKind.Internal, startTime: from, name: $"{operation} {member.Resource.Name}");
        if (activity is null)
        {
            return;
        }

        foreach (var tag in Tags(member))
        {
            activity.SetTag(tag.Key, tag.Value);
        }

        activity.SetTag("sidecar.cause", cause switch
        {
            PodCause.MainStarted => "main_started",
            PodCause.MainEnded => "main_ended",
            PodCause.RestartPolicy => "restart_policy",
            PodCause.Unhealthy => "unhealthy",
            PodCause.Repair => "main_replaced",
            PodCause.ImageChanged => "image_changed",
            PodCause.Shutdown => "shutdown",
            _ => "application",
        });
        if (reported.Phase == MemberPhase.Ended)
        {
            activity.SetTag("process.exit.code", reported.ExitCode);
        }

        activity.SetEndTime(reported.At.UtcDateTime);
    }

    private static string Operation(PodCause cause) => cause switch
    {
        PodCause.RestartPolicy or PodCause.Unhealthy => "restart",
        PodCause.Repair => "repair",
        _ => "start",
    };

    private TagList Tags(PodMember member) => new()
    {
        { SidecarProperties.Name, member.Name },
        { SidecarProperties.Main, pod.Main.Name },
    };
}
