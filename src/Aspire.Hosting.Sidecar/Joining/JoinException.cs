using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// A joined sidecar could not be started.
/// </summary>
/// <param name="message">What went wrong, in the engine's words where it is the engine that refused.</param>
/// <param name="canHeal">Whether another attempt may succeed without a change by somebody.</param>
/// <param name="innerException">What it was caused by.</param>
internal sealed class JoinException(string message, bool canHeal, Exception? innerException = null) : DistributedApplicationException(message, innerException!)
{
    // Words of docker and of podman for what stays wrong: https://docs.docker.com/reference/cli/docker/container/run/#exit-status has the numbers.
    private static readonly string[] Lasting =
    [
        "no such image", "image not known", "not found", "manifest unknown", "pull access denied", "access denied", "does not exist", "invalid", "unknown flag",
        "unknown option", "permission denied", "no such file or directory", "short-name", "unauthorized", "not allowed",
    ];

    private const int CannotRun = 126;
    private const int NoSuchProgram = 127;

    public bool CanHeal { get; } = canHeal;

    public static JoinException FromEngine(EngineResult result, string about = "") => new(
        $"{about}{result.Problem}",
        canHeal: result.ExitCode is not (CannotRun or NoSuchProgram) && !Lasting.Any(word => result.Error.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
