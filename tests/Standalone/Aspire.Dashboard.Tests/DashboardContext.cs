using Aspire.Dashboard.Commands;
using Aspire.Dashboard.Live;
using Aspire.Dashboard.Model;
using Aspire.Dashboard.Telemetry;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.FluentUI.AspNetCore.Components;

namespace Aspire.Dashboard.Tests;

/// <summary>Renders components without a server, with the application and the telemetry that a test sets.</summary>
internal sealed class DashboardContext : BunitContext
{
    public DashboardContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Telemetry = new TelemetryStore(new TelemetryLimits(), Time);
        Services.AddFluentUIComponents();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<IResourceSource>(Resources);
        Services.AddSingleton<LiveResources>();
        Services.AddSingleton(Telemetry);
        Services.AddSingleton(new TelemetryLimits());
        Services.AddScoped<CommandRunner>();
    }

    public FakeTimeProvider Time { get; } = new(DashboardSample.Time);

    public FakeResources Resources { get; } = new();

    public TelemetryStore Telemetry { get; }

    /// <summary>Lets the time pass after which pages take up changes.</summary>
    public void Update() => Time.Advance(ChangeSignal.Interval);
}
