using System.Globalization;
using Aspire.Hosting.Watchdog.Containers;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>A container engine, by its command line.</summary>
internal sealed class ContainerEngine(EngineDialect dialect, EngineCli cli) : IContainerEngine
{
    private const string StateFormat =
        "{{.Id}}|{{.State.Running}}|{{.State.ExitCode}}|{{index .Config.Labels \"" + EngineLabels.LifecycleKey + "\"}}";

    public string Name => dialect.Name;

    public bool IsNetworkLate => dialect.IsNetworkLate;

    public IEngineClient Client => cli;

    public string ClientPath => cli.Path;

    public async Task<string> CreateAsync(ContainerSpec spec, Action<string> onProgress, CancellationToken cancellationToken)
    {
        var (variables, others) = ClientEnvironment.Divide(spec.Environment);
        using var file = await EnvironmentFile.CreateAsync(others, cancellationToken).ConfigureAwait(false);
        var result = await cli.RunAsync(
            new EngineCall(CreateArguments.For(spec, dialect, variables.Keys.Order(StringComparer.Ordinal), file?.Path))
            {
                Environment = variables,
                OnLine = OnErrorLine(onProgress),
                EndsWithAppHost = true,
            },
            cancellationToken).ConfigureAwait(false);

        return Require(result).Lines[^1];
    }

    public async Task StartAsync(string container, CancellationToken cancellationToken)
        => Require(await cli.RunAsync(["start", container], cancellationToken).ConfigureAwait(false));

    public Task StopAsync(string container, TimeSpan grace, CancellationToken cancellationToken)
        => cli.RunAsync(["stop", "-t", Math.Ceiling(grace.TotalSeconds).ToString(CultureInfo.InvariantCulture), container], cancellationToken);

    public Task RemoveAsync(string container, CancellationToken cancellationToken)
        => cli.RunAsync([.. EngineObjectKind.Container.Remove, container], cancellationToken);

    public async Task<ContainerState?> InspectAsync(string container, CancellationToken cancellationToken)
    {
        var result = await cli.RunAsync(["container", "inspect", "--format", StateFormat, container], cancellationToken).ConfigureAwait(false);

        return result.Lines is [var line] && line.Split('|') is [var id, var running, var exitCode, var key]
            ? new ContainerState(id, running == "true", int.Parse(exitCode, CultureInfo.InvariantCulture), key)
            : null;
    }

    public async Task CopyAsync(string container, Stream archive, CancellationToken cancellationToken)
        => Require(await cli.RunAsync(new EngineCall([.. dialect.Copy, "-", $"{container}:/"]) { Input = archive, EndsWithAppHost = true }, cancellationToken).ConfigureAwait(false));

    public async Task<bool> ReadLogAsync(string container, string? since, bool follow, Action<string, bool> onLine, CancellationToken cancellationToken)
    {
        List<string> arguments = ["logs", "--timestamps"];
        arguments.AddRange(follow ? ["--follow"] : []);
        arguments.AddRange(since is null ? [] : ["--since", since]);
        arguments.Add(container);
        var result = await cli.RunAsync(
            new EngineCall(arguments) { OnLine = onLine, IsEndless = true, EndsWithAppHost = true }, cancellationToken).ConfigureAwait(false);

        return result.Succeeded;
    }

    public Task WatchAsync(DateTimeOffset since, Action<ContainerEvent> onEvent, CancellationToken cancellationToken)
    {
        List<string> arguments = ["events", "--filter", "type=container", "--format", "{{json .}}"];
        arguments.AddRange(["--since", since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)]);
        arguments.AddRange(dialect.EventNames.SelectMany(name => new[] { "--filter", $"event={name}" }));

        return cli.RunAsync(
            new EngineCall(arguments)
            {
                OnLine = (line, _) =>
                {
                    if (ContainerEventParser.Parse(line) is { } @event)
                    {
                        onEvent(@event);
                    }
                },
                IsEndless = true,
                EndsWithAppHost = true,
            },
            cancellationToken);
    }

    public async Task BuildAsync(ImageBuild build, Action<string> onProgress, CancellationToken cancellationToken)
        => Require(await cli.RunAsync(BuildCall.For(build) with { OnLine = (line, _) => onProgress(line) }, cancellationToken).ConfigureAwait(false));

    public async Task CreateNetworkAsync(string name, IEnumerable<KeyValuePair<string, string>> labels, CancellationToken cancellationToken)
        => Require(await cli.RunAsync(
            ["network", "create", .. labels.SelectMany(label => new[] { "--label", $"{label.Key}={label.Value}" }), name], cancellationToken).ConfigureAwait(false));

    public async Task<NetworkState?> InspectNetworkAsync(string name, CancellationToken cancellationToken)
    {
        var result = await cli.RunAsync(["network", "inspect", "--format", dialect.NetworkFormat, name], cancellationToken).ConfigureAwait(false);

        return result.Succeeded && result.Lines is [var id, .. var subnets]
            ? new NetworkState(id, [.. subnets.Select(NetworkSubnet.Parse).OfType<NetworkSubnet>()])
            : null;
    }

    private static Action<string, bool> OnErrorLine(Action<string> onProgress) => (line, isError) =>
    {
        if (isError)
        {
            onProgress(line);
        }
    };

    private static EngineResult Require(EngineResult result) => result.Succeeded ? result : throw EngineException.From(result);
}
