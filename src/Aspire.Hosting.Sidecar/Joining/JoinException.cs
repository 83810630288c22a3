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
    // How docker and podman put what stays wrong. Phrases that no name of an image, network or file can be, because such names stand in the messages too.
    // A network, container or volume that is not there may come.
    private static readonly string[] Lasting =
    [
        "no such image", "image not known", "manifest unknown", "name unknown: ", "pull access denied", "access to the resource is denied", "repository does not exist", "unauthorized: ",
        "short-name ", "invalid reference format", "unknown flag", "unknown shorthand flag", "unknown option", "unknown log opt", "unknown or invalid runtime", "flag needs an argument",
        "invalid argument", "invalid value", "invalid hostPort", "invalid containerPort", "invalid mount config", "invalid volume specification", "invalid publish",
        "invalid environment variable", "no command specified", "path does not exist", "executable file not found", "\": stat /", "\": permission denied", "\": no such file or directory", "exec format error",
    ];

    private const int CannotRun = 126;
    private const int NoSuchProgram = 127;

    public bool CanHeal { get; } = canHeal;

    public static JoinException FromEngine(EngineResult result, string about = "") => new(
        $"{about}{result.Problem}",
        canHeal: result.ExitCode is not (CannotRun or NoSuchProgram) && !Lasting.Any(phrase => result.Error.Contains(phrase, StringComparison.OrdinalIgnoreCase)));
}
