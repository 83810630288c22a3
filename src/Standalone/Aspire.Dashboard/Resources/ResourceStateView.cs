using System.Globalization;
using Aspire.Dashboard.Display;
using Aspire.Dashboard.Model;
using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace Aspire.Dashboard.Resources;

/// <summary>How the state of a resource is shown.</summary>
/// <param name="Text">Such as <c>Running</c> or <c>Exited (137)</c>.</param>
/// <param name="Tone">How it is meant.</param>
/// <param name="Icon">Says the same without colours.</param>
/// <param name="Restarts">How often it was restarted after failures.</param>
/// <param name="Explanation">More than fits.</param>
internal sealed record ResourceStateView(string Text, Tone Tone, Icon Icon, int Restarts, string Explanation)
{
    private const string Restarted = "sidecar.restarts";
    private const string LastExitCode = "sidecar.lastExitCode";
    private const string LastExitReason = "sidecar.lastExitReason";
    private const string Failure = "sidecar.failure";
    private const string WaitingFor = "resource.waitingFor";

    public static ResourceStateView Of(DashboardResource resource)
    {
        var tone = ToneOf(resource);
        var restarts = int.TryParse(resource.Property(Restarted), NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) ? count : 0;

        return new(TextOf(resource), tone, IconOf(resource.State, tone), restarts, Explain(resource, restarts));
    }

    private static string TextOf(DashboardResource resource) => resource switch
    {
        { State: "" } => "Unknown",
        { State: "Running", Health: { } health and not "Healthy" } => $"Running ({health.ToLowerInvariant()})",
        { State: "Running" or "Starting" or "Waiting" } => Words(resource.State),
        { ExitCode: { } code } => string.Create(CultureInfo.InvariantCulture, $"{Words(resource.State)} ({code})"),
        _ => Words(resource.State),
    };

    private static Tone ToneOf(DashboardResource resource) => resource switch
    {
        { State: "FailedToStart" or "RuntimeUnhealthy" or "ValueMissing" } => Tone.Error,
        { State: "Running", Health: "Unhealthy" } => Tone.Error,
        { State: "Running", Health: "Degraded" } => Tone.Warning,
        { State: "Running" or "Active" } => Tone.Success,
        { State: "Exited" or "Finished", ExitCode: not (null or 0) } => Tone.Error,
        { State: "Exited" or "Finished" } => Tone.Neutral,
        { State: "Starting" or "Waiting" or "Building" or "Stopping" } => Tone.Info,
        { StateStyle: "error" } => Tone.Error,
        { StateStyle: "warning" } => Tone.Warning,
        { StateStyle: "success" } => Tone.Success,
        { StateStyle: "info" } => Tone.Info,
        _ => Tone.Neutral,
    };

    private static Icon IconOf(string state, Tone tone) => (state, tone) switch
    {
        ("Waiting", _) => new Icons.Regular.Size16.Hourglass(),
        ("Starting" or "Stopping" or "Building", _) => new Icons.Regular.Size16.ArrowSync(),
        ("Exited" or "Finished", Tone.Neutral) => new Icons.Regular.Size16.CheckmarkCircle(),
        (_, Tone.Success) => new Icons.Filled.Size16.CheckmarkCircle(),
        (_, Tone.Error) => new Icons.Filled.Size16.ErrorCircle(),
        (_, Tone.Warning) => new Icons.Filled.Size16.Warning(),
        _ => new Icons.Regular.Size16.Circle(),
    };

    private static string Explain(DashboardResource resource, int restarts)
    {
        var lines = new List<string> { TextOf(resource) };
        if (resource is { State: "Waiting" } && resource.Property(WaitingFor) is { } dependencies)
        {
            lines.Add($"It waits for {dependencies}.");
        }

        if (restarts > 0)
        {
            var reason = resource.Property(LastExitReason) is { } named ? $" ({named})" : "";
            lines.Add($"Restarted {(restarts == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{restarts} times"))}, "
                + $"last exit code {resource.Property(LastExitCode) ?? "unknown"}{reason}.");
        }

        if (resource.Property(Failure) is { } failure)
        {
            lines.Add(failure);
        }

        lines.AddRange(resource.HealthReports.Where(report => report.Status is not ("Healthy" or null)).Select(report => $"{report.Name}: {report.Description ?? report.Status}"));
        return string.Join('\n', lines);
    }

    // FailedToStart is two words too many for one.
    private static string Words(string state)
        => string.Concat(state.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
}
