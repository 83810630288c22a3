#pragma warning disable ASPIREPROBES001 // Probes are all that Aspire knows of a container's health when it is published.

using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ServiceNodes;

namespace Aspire.Hosting.Sidecar.Docker;

/// <summary>
/// The health check of a member whose HTTP probe is known.
/// </summary>
internal static class ComposeHealthcheck
{
    /// <summary>A member is healthy when it is ready; that it lives is less.</summary>
    private static readonly ProbeType[] Preferred = [ProbeType.Readiness, ProbeType.Liveness, ProbeType.Startup];

    private const string Harmless = "/:._-";

    public static Healthcheck? For(IResource resource)
    {
        var probe = resource.Annotations.OfType<EndpointProbeAnnotation>().OrderBy(probe => Array.IndexOf(Preferred, probe.Type)).FirstOrDefault();
        if (probe is null || !probe.EndpointReference.Exists || probe.EndpointReference.EndpointAnnotation.TargetPort is not { } port)
        {
            return null;
        }

        var address = string.Create(CultureInfo.InvariantCulture, $"{probe.EndpointReference.Scheme}://localhost:{port}{probe.Path}");
        return new()
        {
            // Images have one of the two, or none: then the service is never healthy, as with every other check.
            Test = ["CMD-SHELL", $"curl -fsS -o /dev/null {Quoted(address)} || wget -q -O /dev/null {Quoted(address)}"],
            Interval = Seconds(probe.PeriodSeconds),
            Timeout = Seconds(probe.TimeoutSeconds),
            Retries = probe.FailureThreshold,
            StartPeriod = Seconds(probe.InitialDelaySeconds),
        };
    }

    /// <summary>One word for the shell, and nothing that Compose would fill in.</summary>
    private static string Quoted(string text) => text.All(letter => char.IsAsciiLetterOrDigit(letter) || Harmless.Contains(letter))
        ? text
        : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal)}'";

    private static string Seconds(int seconds) => MemberService.Duration(TimeSpan.FromSeconds(seconds));
}
