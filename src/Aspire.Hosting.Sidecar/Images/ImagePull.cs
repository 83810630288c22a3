using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Engine;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Images;

/// <summary>
/// Gets images from a registry.
/// </summary>
internal static partial class ImagePull
{
    /// <summary>The state of a resource that waits for its image.</summary>
    public const string State = MemberPhases.PullingImage;

    public static async Task<bool> IsHereAsync(IContainerEngine engine, string image, CancellationToken cancellationToken) =>
        (await engine.RunAsync(new("image", "inspect", "--format", "{{.Id}}", image), cancellationToken).ConfigureAwait(false)).IsSuccess;

    /// <summary>
    /// Pulls an image, and writes to the log how that goes.
    /// </summary>
    public static Task<EngineResult> RunAsync(IContainerEngine engine, string image, ILogger logger, CancellationToken cancellationToken) => engine.RunAsync(
        new("pull", image) { OnOutput = line => LogPull(logger, line), OnError = line => LogPull(logger, line) }, cancellationToken);

    [LoggerMessage(EventId = 40, Level = LogLevel.Information, Message = "{Line}")]
    private static partial void LogPull(ILogger logger, string line);
}
