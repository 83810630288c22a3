using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// What containers use, on a real engine.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class ContainerGaugeTests
{
    private readonly ConcurrentDictionary<(string Instrument, string Resource, string? Sidecar), double> _measured = new();

    [TestMethod]
    public async Task Main_and_sidecars_are_measured_beside_their_limits()
    {
        await TestEngine.RequireAsync();
        using var listener = Listen();
        await using var pod = await RunningApplication.StartAsync(builder => builder.AddContainer("gauged", TestEngine.Image, TestEngine.Tag).WithContainerRuntimeArgs("--init").WithArgs("sleep", "1000")
            .WithSidecar("busy", TestEngine.Image, TestEngine.Tag, busy => busy.WithResourceLimits(cpus: 0.25, memory: "64m", processes: 32)
                .WithArgs("bash", "-c", "while :; do :; done")));

        await WaitForAsync(listener, () => _measured.GetValueOrDefault(("container.cpu.usage", "gauged-busy", "busy")) > 0.05);

        _measured[("container.cpu.limit", "gauged-busy", "busy")].Should().Be(0.25);
        _measured[("container.cpu.usage", "gauged-busy", "busy")].Should().BeLessThan(0.5);
        _measured[("container.memory.limit", "gauged-busy", "busy")].Should().Be(64 << 20);
        _measured[("container.memory.usage", "gauged-busy", "busy")].Should().BeInRange(100_000, 64 << 20);
        _measured[("container.process.limit", "gauged-busy", "busy")].Should().Be(32);
        _measured[("container.process.count", "gauged-busy", "busy")].Should().BeInRange(1, 32);
        _measured[("container.memory.usage", "gauged", null)].Should().BePositive();
        _measured.Keys.Should().NotContain(("container.memory.limit", "gauged", null));
    }

    private MeterListener Listen()
    {
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == SidecarTelemetry.MeterName && instrument.Name.StartsWith("container.", StringComparison.Ordinal))
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

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var attributes = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string?)tag.Value);
        if (attributes["sidecar.main"] == "gauged")
        {
            _measured[(instrument.Name, attributes["aspire.resource.name"]!, attributes.GetValueOrDefault("sidecar.name"))] = value;
        }
    }

    private static Task WaitForAsync(MeterListener listener, Func<bool> condition) => Eventually.TrueAsync(
        () =>
        {
            listener.RecordObservableInstruments();
            return condition();
        },
        "the gauges show it");
}
