using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Running;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Images;

/// <summary>
/// Replaces one sidecar by another version of its image, and brings the former one back if the new one does not start.
/// </summary>
internal sealed partial class ImageChanger(
    IEngineCommand engine,
    PodCoordinator coordinator,
    ResourceCommandService commands,
    ResourceNotificationService notifications,
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
                : await ReplaceAsync(pod, sidecar, image, wanted).ConfigureAwait(false);
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
        var policy = MemberContainer.Declared(resource).Annotations.OfType<ContainerImagePullPolicyAnnotation>().LastOrDefault()?.ImagePullPolicy;
        if (policy != ImagePullPolicy.Always)
        {
            var (missing, _, _) = await engine.RunAsync(["image", "inspect", "--format", "{{.Id}}", $"{image}"], onLine: null, cancellationToken).ConfigureAwait(false);
            if (missing == 0)
            {
                return null;
            }
        }

        if (policy == ImagePullPolicy.Never)
        {
            return "it is not on this machine, and the pull policy is Never.";
        }

        var logger = loggers.GetLogger(resource);
        var (exitCode, _, error) = await engine.RunAsync(["pull", $"{image}"], line => LogPull(logger, line), cancellationToken).ConfigureAwait(false);
        return exitCode == 0 ? null : error.Split('\n')[^1];
    }

    /// <summary>
    /// Not to be cancelled half way: only the end of the application ends it.
    /// </summary>
    private async Task<ExecuteCommandResult> ReplaceAsync(PodPlan pod, PodMember sidecar, ChangeableImage image, ImageReference wanted)
    {
        var name = sidecar.Resource.Name;
        var former = image.Current;
        if (!RunsNow(pod, sidecar))
        {
            image.Use(wanted);
            return CommandResults.Success($"'{name}' has '{wanted}' when it starts the next time.");
        }

        coordinator.Post(sidecar.Resource, new PodChange.ReplacementBegun(sidecar));
        try
        {
            image.Use(wanted);
            if (await StartAsync(sidecar.Resource, lifetime.ApplicationStopping).ConfigureAwait(false) is not { } problem)
            {
                return CommandResults.Success($"'{name}' runs with '{wanted}'.");
            }

            image.Use(former);
            return CommandResults.Failure(await StartAsync(sidecar.Resource, lifetime.ApplicationStopping).ConfigureAwait(false) is { } second
                ? SidecarDiagnostics.NeitherImageStarted(name, $"{wanted}", problem, $"{former}", second)
                : SidecarDiagnostics.ImageNotStarted(name, $"{wanted}", problem, $"{former}"));
        }
        finally
        {
            coordinator.Post(sidecar.Resource, new PodChange.ReplacementEnded(sidecar, time.GetUtcNow()));
        }
    }

    /// <summary>
    /// Whether the sidecar has to be started anew: one that has failed too, since another version may be the cure, unless its main is down.
    /// </summary>
    private bool RunsNow(PodPlan pod, PodMember sidecar) => Phase(sidecar.Resource) switch
    {
        MemberPhase.Starting or MemberPhase.Running => true,
        MemberPhase.Ended or MemberPhase.FailedToStart => Phase(pod.Main.Resource).IsUp(),
        _ => false,
    };

    /// <summary>
    /// Starts a sidecar anew, and returns what went wrong, if anything did.
    /// </summary>
    private async Task<string?> StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        var command = Phase(resource).IsDown() ? KnownResourceCommands.StartCommand : KnownResourceCommands.RestartCommand;
        var result = await commands.ExecuteCommandAsync(resource, command, cancellationToken).ConfigureAwait(false);
        if (!result.Success)
        {
            return result.Message ?? $"the {command} command failed.";
        }

        var started = await WaitAsync(resource, phase => phase is MemberPhase.Running or MemberPhase.Waiting || phase.IsDown(), StartTime, cancellationToken)
            .ConfigureAwait(false);
        return started switch
        {
            null => string.Create(CultureInfo.InvariantCulture, $"it did not start within {StartTime.TotalSeconds} s."),
            { } end when end.Phase.IsDown() => Ended(end.ExitCode),
            _ => await WaitAsync(resource, MemberPhases.IsDown, Probation, cancellationToken).ConfigureAwait(false) is { } end ? Ended(end.ExitCode) : null,
        };
    }

    private static string Ended(int? exitCode) =>
        exitCode is null ? "it could not be started." : string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {exitCode}.");

    /// <summary>
    /// Returns the phase that was waited for, or <see langword="null"/> if it does not come in time.
    /// </summary>
    private async Task<(MemberPhase Phase, int? ExitCode)?> WaitAsync(
        IResource resource, Func<MemberPhase, bool> isWaitedFor, TimeSpan allowed, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(allowed, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var update = await notifications.WaitForResourceAsync(
                resource.Name, update => isWaitedFor(MemberPhases.Of(update.Snapshot.State?.Text)), linked.Token).ConfigureAwait(false);
            return (MemberPhases.Of(update.Snapshot.State?.Text), update.Snapshot.ExitCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private MemberPhase Phase(IResource resource) =>
        notifications.TryGetCurrentState(resource.Name, out var current) ? MemberPhases.Of(current.Snapshot.State?.Text) : MemberPhase.Unknown;

    [LoggerMessage(EventId = 40, Level = LogLevel.Information, Message = "{Line}")]
    private static partial void LogPull(ILogger logger, string line);
}
