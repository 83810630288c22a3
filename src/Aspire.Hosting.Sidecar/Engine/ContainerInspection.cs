using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// What the engine knows of a container.
/// </summary>
internal sealed record ContainerInspection(string Id, bool IsRunning, int ExitCode, bool IsOutOfMemory, string StartedAt, DateTime? FinishedAt)
{
    /// <summary>One that is paused runs all the same.</summary>
    public bool IsPaused { get; init; }

    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>One life of the container: its namespaces are others when the engine has started it again.</summary>
    public string Life => $"{Id}@{StartedAt}";

    /// <summary>Such as <c>container:{id}</c>.</summary>
    public string NetworkMode { get; init; } = "";

    /// <summary>The process that its namespaces are known by.</summary>
    public int Process { get; init; }

    public ImmutableArray<string> NameServers { get; init; } = [];

    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    /// <summary>Where podman keeps what belongs to the container.</summary>
    public string Folder { get; init; } = "";

    /// <summary>
    /// Asks the engine; <see langword="null"/> if it has no such container.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The engine does not answer.</exception>
    public static async Task<ContainerInspection?> OfAsync(IContainerEngine engine, string container, CancellationToken cancellationToken)
    {
        var result = await engine.RunAsync(new("container", "inspect", container), cancellationToken).ConfigureAwait(false);
        if (result.IsSuccess)
        {
            return Parse(result.Output);
        }

        return result.Error.Contains("no such container", StringComparison.OrdinalIgnoreCase) || result.Error.Contains("no container with", StringComparison.OrdinalIgnoreCase)
            ? null
            : throw new DistributedApplicationException($"{engine.Program} does not say how '{container}' is: {result.Problem}");
    }

    /// <summary>
    /// Whether the container still runs in the life that it was in: its namespaces are there.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The engine does not answer.</exception>
    public async Task<bool> IsAliveAsync(IContainerEngine engine, CancellationToken cancellationToken) =>
        await OfAsync(engine, Id, cancellationToken).ConfigureAwait(false) is { IsRunning: true } now && now.Life == Life;

    /// <summary>Whether the life of this container began before that of another.</summary>
    public bool HasStartedBefore(ContainerInspection other) => Time(StartedAt) < Time(other.StartedAt);

    internal static ContainerInspection Parse(string output)
    {
        using var document = JsonDocument.Parse(output);
        var container = document.RootElement[0];
        var state = container.GetProperty("State");

        // Docker counts a paused container as running, podman does not.
        var isPaused = Is(state, "Paused");
        return new(
            Text(container, "Id"),
            isPaused || Is(state, "Running"),
            state.TryGetProperty(nameof(ExitCode), out var code) ? code.GetInt32() : 0,
            Is(state, "OOMKilled"),
            Text(state, "StartedAt"),
            Time(Text(state, "FinishedAt")))
        {
            IsPaused = isPaused,
            Labels = Labelled(container),
            NetworkMode = container.TryGetProperty("HostConfig", out var host) ? Text(host, "NetworkMode") : "",
            Process = state.TryGetProperty("Pid", out var process) ? process.GetInt32() : 0,
            NameServers = [.. Texts(container, "HostConfig", "Dns"), .. Gateways(container)],
            ExtraHosts = Texts(container, "HostConfig", "ExtraHosts"),
            Folder = Text(container, "StaticDir"),
        };
    }

    private static bool Is(JsonElement state, string name) => state.TryGetProperty(name, out var value) && value.GetBoolean();

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>What has not been yet has the year 1.</summary>
    private static DateTime? Time(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) && time.Year > 1 ? time : null;

    private static ImmutableArray<string> Texts(JsonElement container, string section, string name) =>
        container.TryGetProperty(section, out var settings) && settings.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Select(value => value.GetString()!)]
            : [];

    private static ImmutableDictionary<string, string> Labelled(JsonElement container) =>
        container.TryGetProperty("Config", out var config) && config.TryGetProperty(nameof(Labels), out var labels) && labels.ValueKind == JsonValueKind.Object
            ? labels.EnumerateObject().ToImmutableDictionary(label => label.Name, label => label.Value.ToString())
            : ImmutableDictionary<string, string>.Empty;

    private static IEnumerable<string> Gateways(JsonElement container) =>
        container.TryGetProperty("NetworkSettings", out var settings) && settings.TryGetProperty("Networks", out var networks) && networks.ValueKind == JsonValueKind.Object
            ? networks.EnumerateObject().Select(network => Text(network.Value, "Gateway")).Where(gateway => gateway.Length > 0)
            : [];
}
