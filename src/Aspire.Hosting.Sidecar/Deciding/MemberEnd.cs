using System.Globalization;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// How a member ended.
/// </summary>
internal readonly record struct MemberEnd(int? ExitCode, bool IsOutOfMemory = false)
{
    /// <summary>What the exit code does not say, in the engine's words, or <see langword="null"/>.</summary>
    public string? Reason => IsOutOfMemory ? "OOMKilled" : null;

    public string Shown
    {
        get
        {
            var exitCode = ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
            return Reason is null ? exitCode : $"{exitCode} ({Reason})";
        }
    }
}
