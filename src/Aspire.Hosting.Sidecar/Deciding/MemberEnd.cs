using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// How a member ended.
/// </summary>
internal readonly record struct MemberEnd(int? ExitCode, bool IsOutOfMemory = false, bool HasStarted = true)
{
    public const string OutOfMemory = "OOMKilled";

    /// <summary>What the exit code does not say, in the engine's words, or <see langword="null"/>.</summary>
    public string? Reason => IsOutOfMemory ? OutOfMemory : null;

    public static bool IsOutOfMemoryOf(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.Any(property => property is { Name: SidecarProperties.LastExitReason, Value: OutOfMemory });

    /// <summary>What happened, as a part of a sentence about the member.</summary>
    public string Told => HasStarted ? $"ended with exit code {Shown}" : "could not be started";

    /// <summary>The same of one that is not started again.</summary>
    public string Failure => HasStarted ? $"failed for good with exit code {Shown}" : "failed for good, as it could not be started";

    public string Shown
    {
        get
        {
            var exitCode = ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
            return Reason is null ? exitCode : $"{exitCode} ({Reason})";
        }
    }
}
