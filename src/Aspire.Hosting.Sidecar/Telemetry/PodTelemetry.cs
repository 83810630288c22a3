using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Telemetry;

/// <summary>
/// Turns what happens to the members of a pod into spans and counts. Used by one pod's loop only.
/// </summary>
internal sealed class PodTelemetry(PodPlan pod)
{
    private readonly Dictionary<IResource, (MemberPhase Phase, DateTimeOffset Since)> _phases = [];
    private readonly Dictionary<IResource, PodCause> _causes = [];

    public void OnAction(PodAction action)
    {
        switch (action)
        {
            case PodAction.Start start:
                _causes[start.Member.Resource] = start.Cause;
                if (start.Cause == PodCause.RestartPolicy)
                {
                    SidecarTelemetry.Restarts.Add(1, Tags(start.Member));
                }

                break;
            case PodAction.Rejoin rejoin:
                _causes[rejoin.Member.Resource] = PodCause.Repair;
                break;
            case PodAction.StopSidecars stop:
                Explain(stop.Sidecars, PodCause.MainEnded);
                break;
            case PodAction.ShutDown shutDown:
                Explain(shutDown.Sidecars.Insert(0, pod.Main), PodCause.Shutdown);
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

    public void OnChange(PodChange change)
    {
        switch (change)
        {
            case PodChange.Reported reported:
                OnReported(reported);
                break;
            case PodChange.ReplacementBegun begun:
                _causes[begun.Member.Resource] = PodCause.ImageChanged;
                break;
            case PodChange.ReplacementEnded ended:
                _causes.Remove(ended.Member.Resource);
                break;
            default:
                break;
        }
    }

    private void OnReported(PodChange.Reported reported)
    {
        var before = _phases.GetValueOrDefault(reported.Resource);
        if (before.Phase == reported.Phase)
        {
            return;
        }

        // The time it waited for others is no part of its start.
        _phases[reported.Resource] = (reported.Phase, reported.At);
        var member = pod.Find(reported.Resource) ?? pod.Main;
        switch (before.Phase, reported.Phase)
        {
            case (MemberPhase.Starting, MemberPhase.Running):
                Record(member, Operation(_causes.GetValueOrDefault(member.Resource)), before.Since, reported);
                break;
            case (MemberPhase.Stopping, MemberPhase.Ended) when _causes.GetValueOrDefault(member.Resource) != PodCause.Repair:
                Record(member, "stop", before.Since, reported);
                break;
            default:
                break;
        }
    }

    private void Record(PodMember member, string operation, DateTimeOffset from, PodChange.Reported reported)
    {
        var cause = _causes.GetValueOrDefault(member.Resource);
        if (cause != PodCause.ImageChanged)
        {
            _causes.Remove(member.Resource);
        }

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
        PodCause.RestartPolicy => "restart",
        PodCause.Repair => "repair",
        _ => "start",
    };

    private void Explain(IEnumerable<PodMember> members, PodCause cause)
    {
        foreach (var member in members)
        {
            _causes[member.Resource] = cause;
        }
    }

    private TagList Tags(PodMember member) => new()
    {
        { SidecarProperties.Name, member.Name },
        { SidecarProperties.Main, pod.Main.Name },
    };
}
