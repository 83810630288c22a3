using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Images;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Replaces one sidecar by another version of its image, and brings the former one back if the new one does not start.
/// </summary>
internal sealed class ImageChanger(
    IContainerEngine engine,
    PodRunners runners,
    JoinedSidecars joined,
    ResourceCommandService commands,
    ResourceLoggerService loggers,
    IHostApplicationLifetime lifetime,
    TimeProvider time)
{
    /// <summary>A version that ends within this time has not started: its program is missing, or cannot run with these arguments.</summary>
    private static readonly TimeSpan Probation = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    public async Task<ExecuteCommandResult> ChangeAsync(
        PodPlan pod, PodMember sidecar, ChangeableImage image, string version, CancellationToken cancellationToken)
    {
        var name = sidecar.Resource.Name;
        if (!image.TryBegin())
        {
            return CommandResults.Failure(SidecarDiagnostics.ImageIsChanging(name));
        }

        try
        {
            var wanted = image.Current with { Version = version };
            using var activity = StartActivity(pod, sidecar, wanted);
            var result = await FetchAsync(sidecar.Resource, wanted, cancellationToken).ConfigureAwait(false) is { } problem
                ? CommandResults.Failure(SidecarDiagnostics.ImageNotFetched(name, $"{wanted}", $"{image.Current}", problem))
                : await ReplaceAsync(runners.Find(sidecar.Resource)!, sidecar, image, wanted).ConfigureAwait(false);
            activity?.SetStatus(result.Success ? ActivityStatusCode.Ok : ActivityStatusCode.Error, result.Success ? null : result.Message);
            return result;
        }
        finally
        {
            image.End();
        }
    }

    private static Activity? StartActivity(PodPlan pod, PodMember sidecar, ImageReference wanted) =>
        SidecarTelemetry.ActivitySource.StartActivity($"change image {sidecar.Resource.Name}")?
            .SetTag(SidecarProperties.Name, sidecar.Name)
            .SetTag(SidecarProperties.Main, pod.Main.Name)
            .SetTag("sidecar.cause", "command")
            .SetTag("container.image.name", wanted.Repository)
            .SetTag("container.image.tags", (string[])[wanted.Version]);

    /// <summary>
    /// Gets the image while the former one still runs, so that a version that does not exist costs nothing. Returns what went wrong, if anything did.
    /// </summary>
    private async Task<string?> FetchAsync(IResource resource, ImageReference image, CancellationToken cancellationToken)
    {
        var policy = resource.Annotations.OfType<ContainerImagePullPolicyAnnotation>().LastOrDefault()?.ImagePullPolicy;
        if (policy != ImagePullPolicy.Always && await ImagePull.IsHereAsync(engine, $"{image}", cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (policy == ImagePullPolicy.Never)
        {
            return "it is not on this machine, and the pull policy is Never.";
        }

        var pulled = await ImagePull.RunAsync(engine, $"{image}", loggers.GetLogger(resource), cancellationToken).ConfigureAwait(false);
        return pulled.IsSuccess ? null : pulled.Problem;
    }

    /// <summary>
    /// Not to be cancelled half way: only the end of the application ends it.
    /// </summary>
    private async Task<ExecuteCommandResult> ReplaceAsync(PodRunner runner, PodMember sidecar, ChangeableImage image, ImageReference wanted)
    {
        var name = sidecar.Resource.Name;
        var former = image.Current;
        if (!RunsNow(runner.State, sidecar))
        {
            image.Use(wanted);
            return CommandResults.Success($"'{name}' has '{wanted}' when it starts the next time.");
        }

        runner.Post(new PodChange.ReplacementBegun(sidecar));
        try
        {
            image.Use(wanted);
            if (await StartAsync(runner, sidecar, lifetime.ApplicationStopping).ConfigureAwait(false) is not { } problem)
            {
                return CommandResults.Success($"'{name}' runs with '{wanted}'.");
            }

            image.Use(former);
            return CommandResults.Failure(await StartAsync(runner, sidecar, lifetime.ApplicationStopping).ConfigureAwait(false) is { } second
                ? SidecarDiagnostics.NeitherImageStarted(name, $"{wanted}", problem, $"{former}", second)
                : SidecarDiagnostics.ImageNotStarted(name, $"{wanted}", problem, $"{former}"));
        }
        finally
        {
            runner.Post(new PodChange.ReplacementEnded(sidecar, time.GetUtcNow()));
        }
    }

    /// <summary>
    /// Whether the sidecar has to be started anew: one that has failed too, since another version may be the cure, unless its main is down.
    /// </summary>
    private static bool RunsNow(PodState state, PodMember sidecar) => state[sidecar].Phase switch
    {
        MemberPhase.Starting or MemberPhase.Running => true,
        MemberPhase.Ended or MemberPhase.FailedToStart => state.Main.IsUp(),
        _ => false,
    };

    /// <summary>
    /// Starts a sidecar anew, and returns what went wrong, if anything did.
    /// </summary>
    private async Task<string?> StartAsync(PodRunner runner, PodMember sidecar, CancellationToken cancellationToken)
    {
        var (before, begun) = (runner.State[sidecar], time.GetUtcNow());
        if (await RestartAsync(sidecar.Resource, isDown: before.Phase.IsDown(), cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        // What is still told of the former container is none of the new one's.
        var started = await WaitAsync(
            runner,
            sidecar,
            member => member.Starts > before.Starts && (member.Phase is MemberPhase.Running or MemberPhase.Waiting || HasEnded(member)),
            StartTime,
            cancellationToken).ConfigureAwait(false);
        if (started is null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it did not start within {StartTime.TotalSeconds} s.");
        }

        var ended = started.Phase.IsDown() ? started : await WaitAsync(runner, sidecar, HasEnded, Probation, cancellationToken).ConfigureAwait(false);
        return ended is null ? null : Ended(ended.ExitCode, await LastWords.FindAsync(loggers, sidecar.Resource, begun, cancellationToken).ConfigureAwait(false));
    }

    private async Task<string?> RestartAsync(IResource resource, bool isDown, CancellationToken cancellationToken)
    {
        if (joined.Find(resource) is { } sidecar)
        {
            return await sidecar.RestartAsync(sidecar.Member.StopGracePeriod ?? PodMember.DefaultGrace, isNewImageWanted: false, cancellationToken).ConfigureAwait(false);
        }

        var command = isDown ? KnownResourceCommands.StartCommand : KnownResourceCommands.RestartCommand;
        var result = await commands.ExecuteCommandAsync(resource, command, cancellationToken).ConfigureAwait(false);
        return result.Success ? null : result.Message ?? $"the {command} command failed.";
    }

    private static bool HasEnded(MemberState member) => member.Phase.IsDown() && !member.IsEndUnexplained;

    private static string Ended(int? exitCode, string? words)
    {
        var end = exitCode is null ? "it could not be started" : string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {exitCode}");
        return words is null ? end : $"{end}: {words}";
    }

    /// <summary>
    /// Returns the state that was waited for, or <see langword="null"/> if it does not come in time.
    /// </summary>
    private async Task<MemberState?> WaitAsync(
        PodRunner runner, PodMember sidecar, Func<MemberState, bool> isWaitedFor, TimeSpan allowed, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(allowed, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return (await runner.WaitForAsync(state => isWaitedFor(state[sidecar]), linked.Token).ConfigureAwait(false))[sidecar];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
