using Aspire.Hosting.Sidecar.Engine;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Follows the log of a container into the log of its resource, until the container ends.
/// </summary>
internal sealed class JoinedLog(IContainerEngine engine)
{
    /// <summary>How often in a row the log may not be readable.</summary>
    private const int Attempts = 3;

    /// <summary>
    /// Returns how the container ended, or <see langword="null"/> if it has gone.
    /// </summary>
    public async Task<ContainerInspection?> FollowAsync(string container, ILogger logger, CancellationToken cancellationToken)
    {
        string[] since = [];
        for (var failures = 0; ;)
        {
            var followed = await engine.RunAsync(
                new(["logs", "--follow", .. since, container]) { OnOutput = line => Write(logger, LogLevel.Information, line), OnError = line => Write(logger, LogLevel.Error, line) },
                cancellationToken).ConfigureAwait(false);
            var last = DateTime.UtcNow;
            var now = await ContainerInspection.OfAsync(engine, container, cancellationToken).ConfigureAwait(false);
            if (now is not { IsRunning: true })
            {
                return now;
            }

            failures = followed.IsSuccess ? 0 : failures + 1;
            if (failures == Attempts)
            {
                // Its logging driver keeps nothing that could be read. Its end is seen all the same.
                await engine.RunAsync(new("wait", now.Id), cancellationToken).ConfigureAwait(false);
            }

            // Somebody has ended the client, or started the container again behind our back: go on where it was.
            since = ["--since", last.ToString("O", System.Globalization.CultureInfo.InvariantCulture)];
        }
    }

    private static void Write(ILogger logger, LogLevel level, string line) => logger.Log(level, default, line, exception: null, static (text, _) => text);
}
