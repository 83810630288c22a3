using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Telemetry.Usage;
using Aspire.Hosting.Sidecar.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Aspire.Hosting.Sidecar.Tests.Telemetry.Usage;

[TestClass]
[DoNotParallelize]
public sealed class UsageMonitorTests : IAsyncDisposable
{
    private const string Line = """{"CPUPerc":"12.50%","ID":"91ab6cab8622","MemUsage":"1MiB / 32MiB","Name":"x","PIDs":"3"}""";

    private readonly ContainerResource _proxy = new("monitored-proxy");
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly DistributedApplication _application;
    private readonly ConcurrentDictionary<string, object> _measured = new();
    private Task _running = Task.CompletedTask;

    public UsageMonitorTests() => _application = TestApplication.CreateBuilder().Build();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _running;
        _ended.Dispose();
        await _application.DisposeAsync();
    }

    [TestMethod]
    public async Task The_engine_is_not_asked_while_nobody_listens()
    {
        var engine = await StartAsync(_ => (0, Line, ""));

        // What is due by now is done before the end.
        _time.Advance(TimeSpan.FromMinutes(10));
        await _ended.CancelAsync();
        await _running;

        engine.Calls.Should().BeEmpty();
    }

    [TestMethod]
    public async Task One_call_in_five_seconds_serves_all_gauges()
    {
        using var listener = Listen();
        var engine = await StartAsync(_ => (0, Line, ""));

        await AdvanceUntilAsync(listener, () => _measured.ContainsKey("container.memory.usage"));

        engine.Calls.Should().AllBe("stats --no-stream --no-trunc --format {{json .}} 91ab6cab8622aaaa");
        _measured.Should().BeEquivalentTo(new Dictionary<string, object>
        {
            ["container.cpu.usage"] = 0.125,
            ["container.memory.usage"] = 1L << 20,
            ["container.process.count"] = 3,
            ["container.memory.limit"] = 64L << 20,
        });
    }

    [TestMethod]
    public async Task An_engine_that_does_not_answer_leaves_limits_only_and_is_asked_again()
    {
        using var listener = Listen();
        var engine = await StartAsync(_ => (127, "", "docker is not installed"));

        await AdvanceUntilAsync(listener, () => engine.Calls.Count >= 2);

        _measured.Keys.Should().Equal("container.memory.limit");
    }

    [TestMethod]
    public async Task An_engine_that_cannot_be_called_does_not_end_it()
    {
        using var listener = Listen();
        var engine = await StartAsync(_ => throw new IOException("too many open files"));

        await AdvanceUntilAsync(listener, () => engine.Calls.Count >= 2);

        _running.IsCompleted.Should().BeFalse();
    }

    private async Task<FakeEngine> StartAsync(Func<string, (int ExitCode, string Output, string Error)> answer)
    {
        _proxy.Annotations.Add(new ContainerImageAnnotation { Image = "example/proxy" });
        _proxy.Annotations.Add(new ResourceLimitsAnnotation(null, 64 << 20, null));
        var notifications = _application.Services.GetRequiredService<ResourceNotificationService>();
        await notifications.PublishUpdateAsync(_proxy, snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            Properties = [new("container.id", "91ab6cab8622aaaa")],
        });
        FakeEngine engine = new(answer);
        PodPlan pod = new(
            new(new ContainerResource("monitored"), "monitored", PodMemberRole.Main, IsContainer: false),
            [new(_proxy, "proxy", PodMemberRole.Sidecar, IsContainer: true)]);
        _running = new UsageMonitor(engine, notifications, _time, NullLogger<UsageMonitor>.Instance).RunAsync([pod], (_, _) => true, _ended.Token);
        return engine;
    }

    private MeterListener Listen()
    {
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == SidecarTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Record(Instrument instrument, object value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Contains(new("aspire.resource.name", _proxy.Name)) && tags.Contains(new("sidecar.name", "proxy")) && tags.Contains(new("sidecar.main", "monitored")))
        {
            _measured[instrument.Name] = value;
        }
    }

    private Task AdvanceUntilAsync(MeterListener listener, Func<bool> condition) => Eventually.TrueAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            listener.RecordObservableInstruments();
            return condition();
        },
        "the gauges show it");
}
