using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Terminal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Tests.Terminal;

[TestClass]
public sealed class TelemetryReceiverTests
{
    [TestMethod]
    [DataRow(9, "Information", "shipper", "abc", "Information [shipper] sold out (trace abc)")]
    [DataRow(18, null, null, null, "Error sold out")]
    [DataRow(0, "", null, null, "Log sold out")]
    public void Log_record_is_worded_as_a_line(int severityNumber, string? severityText, string? sidecar, string? traceId, string expected)
        => TelemetryText.Describe(severityNumber, severityText, sidecar, "sold out", traceId).Should().Be(expected);

    [TestMethod]
    public async Task Port_in_use_is_one_warning()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var log = new WarningLog();
        var configuration = new ConfigurationManager { ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}" };
        await using var receiver = new TelemetryReceiver(configuration, Terminal(), NullLoggerFactory.Instance, log);

        await receiver.StartAsync(CancellationToken.None);

        log.Warnings.Should().ContainSingle().Which.Should().StartWith("Telemetry of resources is not received: ");
    }

    private static TerminalWriter Terminal() => new(TextWriter.Null, useColors: false, TimeProvider.System);

    private sealed class WarningLog : ILogger<TelemetryReceiver>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Warnings.Add(formatter(state, exception));
    }
}
