using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace Aspire.Hosting.Sidecar.Tests.Telemetry;

[TestClass]
[DoNotParallelize]
public sealed class SidecarTelemetryTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PodMember _helper = new(new ContainerResource("telemetry-helper"), "helper", PodMemberRole.Sidecar, IsContainer: false);
    private readonly PodPlan _pod;
    private readonly PodTelemetry _telemetry;
    private PodState _state;
    private readonly List<Activity> _spans = [];
    private readonly List<(string Instrument, long Value)> _counts = [];
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public SidecarTelemetryTests()
    {
        _pod = new(new(new ContainerResource("telemetry"), "telemetry", PodMemberRole.Main, IsContainer: false), [_helper with { RestartPolicy = SidecarRestartPolicy.Default }]);
        _telemetry = new(_pod);
        _state = PodState.Initial(_pod);
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SidecarTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("sidecar.main"), "telemetry"))
                {
                    _spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SidecarTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.Contains(new("sidecar.main", "telemetry")))
            {
                _counts.Add((instrument.Name, value));
            }
        });
        _meters.Start();
    }

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    [TestMethod]
    public void A_start_is_a_span_with_its_cause()
    {
        Change(new PodChange.Reported(_pod.Main.Resource, MemberPhase.Ended, 0, Start));
        Change(new PodChange.Settled(1));
        Report(MemberPhase.Ended, seconds: 0);
        Change(new PodChange.Reported(_pod.Main.Resource, MemberPhase.Starting, null, Start));
        Report(MemberPhase.Starting, seconds: 1);
        Report(MemberPhase.Running, seconds: 3);

        var span = _spans.Should().ContainSingle().Subject;
        span.DisplayName.Should().Be("start telemetry-helper");
        (span.Duration, span.GetTagItem("sidecar.name"), span.GetTagItem("sidecar.cause")).Should().Be((TimeSpan.FromSeconds(2), "helper", "main_started"));
    }

    [TestMethod]
    public void A_restart_is_a_span_and_a_count()
    {
        Report(MemberPhase.Running, seconds: 0);
        Report(MemberPhase.Ended, seconds: 0, exitCode: 1);
        Change(new PodChange.RestartDue(_helper, _state[_helper].Timer));
        Report(MemberPhase.Starting, seconds: 1);
        Report(MemberPhase.Running, seconds: 2);

        _spans.Should().ContainSingle().Which.DisplayName.Should().Be("restart telemetry-helper");
        _counts.Should().Equal(("sidecar.failures", 1L), ("sidecar.restarts", 1L));
    }

    [TestMethod]
    public void A_stop_is_a_span_with_the_exit_code()
    {
        Report(MemberPhase.Running, seconds: 0);
        Change(new PodChange.Reported(_pod.Main.Resource, MemberPhase.Ended, 0, Start));
        Change(new PodChange.Settled(1));
        Report(MemberPhase.Stopping, seconds: 1);
        Report(MemberPhase.Ended, seconds: 2, exitCode: 143);

        var span = _spans.Should().ContainSingle().Subject;
        span.DisplayName.Should().Be("stop telemetry-helper");
        (span.GetTagItem("sidecar.cause"), span.GetTagItem("process.exit.code")).Should().Be(("main_ended", 143));
    }

    [TestMethod]
    public void Whatever_happens_while_a_sidecar_is_replaced_is_because_of_that()
    {
        Report(MemberPhase.Running, seconds: 0);
        Change(new PodChange.ReplacementBegun(_helper));
        Report(MemberPhase.Stopping, seconds: 1);
        Report(MemberPhase.Ended, seconds: 2, exitCode: 143);
        Report(MemberPhase.Starting, seconds: 3);
        Report(MemberPhase.Running, seconds: 4);
        Change(new PodChange.ReplacementEnded(_helper, Start));
        Report(MemberPhase.Stopping, seconds: 5);
        Report(MemberPhase.Ended, seconds: 6, exitCode: 143);

        _spans.Select(span => (span.DisplayName, span.GetTagItem("sidecar.cause"))).Should().Equal(
            ("stop telemetry-helper", "image_changed"), ("start telemetry-helper", "image_changed"), ("stop telemetry-helper", "application"));
    }

    [TestMethod]
    public void The_dashboard_must_be_known_if_it_is_asked_for()
    {
        var builder = TestApplication.CreateBuilder();
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = null;

        using var application = builder.AddSidecarTelemetry(SidecarTelemetryExporter.Dashboard).Build();
        application.Services.Invoking(services => services.GetRequiredService<TracerProvider>()).Should().Throw<DistributedApplicationException>()
            .WithMessage("ASPIRESIDECAR080: The telemetry of sidecars cannot go to the dashboard, because neither ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL nor *");
    }

    [TestMethod]
    public void The_last_call_says_where_it_goes_and_nothing_goes_twice()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddSidecarTelemetry(SidecarTelemetryExporter.Dashboard).AddSidecarTelemetry(SidecarTelemetryExporter.Console).AddSidecarTelemetry(SidecarTelemetryExporter.Console);
        using StringWriter written = new();
        var console = Console.Out;
        Console.SetOut(written);
        try
        {
            using var application = builder.Build();
            application.Services.GetRequiredService<TracerProvider>();
            SidecarTelemetry.ActivitySource.StartActivity("told once")!.Dispose();
        }
        finally
        {
            Console.SetOut(console);
        }

        written.ToString().Split("told once").Should().HaveCount(2);
    }

    [TestMethod]
    public void The_dashboard_may_be_named_as_in_older_AppHosts()
    {
        var builder = TestApplication.CreateBuilder();
        builder.Configuration["DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:4317";

        using var application = builder.AddSidecarTelemetry(SidecarTelemetryExporter.Dashboard).Build();

        application.Services.Invoking(services => services.GetRequiredService<TracerProvider>()).Should().NotThrow();
    }

    private void Report(MemberPhase phase, int seconds, int? exitCode = null) =>
        Change(new PodChange.Reported(_helper.Resource, phase, exitCode, Start.AddSeconds(seconds)));

    private void Change(PodChange change)
    {
        var before = _state;
        (_state, var actions) = PodDecider.Decide(_pod, before, change);
        _telemetry.OnTransition(before, _state, change);
        foreach (var action in actions)
        {
            _telemetry.OnAction(action);
        }
    }
}
