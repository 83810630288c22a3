using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Running;

namespace Aspire.Sidecar.Agent.Tests.Hosting;

/// <summary>The whole agent inside the test's process, with quick settings.</summary>
internal sealed class RunningAgent : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly Task<int> _run;

    public RunningAgent(LogFolder folder, OtlpReceiver receiver, params string[] options)
        : this(Variables(folder, receiver.HttpEndpoint), options)
    {
    }

    public RunningAgent(Dictionary<string, string?> variables, params string[] options)
    {
        var command = new AgentCommand(new AgentEnvironment(variables), _output, _errors, TimeProvider.System);
        string[] arguments = ["logging", .. QuickOptions.Where(quick => !options.Any(option => option.StartsWith(quick.Split('=')[0], StringComparison.Ordinal))), .. options];
        _run = Task.Run(() => command.RunAsync(arguments, _stopping.Token));
    }

    public static IReadOnlyList<string> QuickOptions { get; } = ["--poll-interval=20ms", "--flush-interval=10ms", "--multiline-timeout=50ms", "--rotate-wait=400ms", "--drain-timeout=20s", "--log-level=none"];

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    public static Dictionary<string, string?> Variables(LogFolder folder, Uri endpoint) => new()
    {
        ["SIDECAR_NAME"] = "logs",
        ["SIDECAR_MAIN_NAME"] = "api",
        ["SIDECAR_VOLUME_LOGS"] = folder.Path,
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint.ToString(),
        ["OTEL_METRICS_EXPORTER"] = "none",
    };

    public async Task<int> StopAsync()
    {
        await _stopping.CancelAsync();
        return await _run.WaitAsync(Eventually.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }
}
