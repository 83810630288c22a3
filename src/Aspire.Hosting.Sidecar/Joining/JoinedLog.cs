using Aspire.Hosting.Sidecar.Engine;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Follows the log of a container into the log of its resource, until the container ends.
/// </summary>
internal sealed class JoinedLog(IContainerEngine engine, TimeProvider time)
{
    /// <summary>How often in a row the log may not be readable.</summary>
    private const int Attempts = 3;

    /// <summary>How often podman is asked whether the container still runs: the client of its 4.3 that follows a log may miss the end.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <summary>For the last lines.</summary>
    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Returns how the container ended, or <see langword="null"/> if it has gone.
    /// </summary>
    public async Task<ContainerInspection?> FollowAsync(string container, ILogger logger, CancellationToken cancellationToken)
    {
        string[] since = [];
        for (var failures = 0; ;)
        {
            var isSuccess = await FollowOnceAsync(
                new(["logs", "--follow", .. since, container]) { OnOutput = line => Write(logger, LogLevel.Information, line), OnError = line => Write(logger, LogLevel.Error, line) },
                container,
                cancellationToken).ConfigureAwait(false);
            var last = DateTime.UtcNow;
            var now = await ContainerInspection.OfAsync(engine, container, cancellationToken).ConfigureAwait(false);
            if (now is not { IsRunning: true })
            {
                return now;
            }

            failures = isSuccess ? 0 : failures + 1;
            if (failures >= Attempts)
            {
                // Its logging driver keeps nothing that could be read. Its end is seen all the same.
                await engine.RunAsync(new("wait", now.Id), cancellationToken).ConfigureAwait(false);
            }

            // Somebody has ended the client, or started the container again behind our back: go on where it was.
            since = ["--since", last.ToString("O", System.Globalization.CultureInfo.InvariantCulture)];
        }
    }

    private async Task<bool> FollowOnceAsync(EngineCall call, string container, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = engine.RunAsync(call, enough.Token);
        if (engine.IsPodman)
        {
            await WaitForEndAsync(following, container, cancellationToken).ConfigureAwait(false);
            if (!following.IsCompleted)
            {
                await enough.CancelAsync().ConfigureAwait(false);
                await ((Task)following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return true;
            }
        }

        return (await following.ConfigureAwait(false)).IsSuccess;
    }

    private async Task WaitForEndAsync(Task following, string container, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(following, Task.Delay(Look, time, cancellationToken)).ConfigureAwait(false) != following)
        {
            if (await HasEndedAsync(container, cancellationToken).ConfigureAwait(false))
            {
                await Task.WhenAny(following, Task.Delay(LastLines, time, cancellationToken)).ConfigureAwait(false);
                return;
            }
        }
    }

    /// <summary>An engine that does not answer says so the next time.</summary>
    private async Task<bool> HasEndedAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            return await ContainerInspection.OfAsync(engine, container, cancellationToken).ConfigureAwait(false) is not { IsRunning: true };
        }
        catch (DistributedApplicationException)
        {
            return false;
        }
    }

    private static void Write(ILogger logger, LogLevel level, string line) => logger.Log(level, default, line, exception: null, static (text, _) => text);
}
