namespace Playground.Tests.Pods;

/// <summary>
/// What one run of the pods has in the engine: the orchestrator marks its containers with the id of its own process, and the network and the volumes are those of redis.
/// </summary>
/// <param name="Creator">The process of the orchestrator.</param>
/// <param name="Network">The name of the network.</param>
/// <param name="Volumes">The names of the volumes.</param>
internal sealed record EngineRun(string Creator, string Network, string[] Volumes)
{
    private static readonly string[] Members = ["redis", .. RunningPods.Sharers, "api-front", "api-tail"];

    /// <summary>The volume that is to outlive the application.</summary>
    public string Backups => Volumes.Single(volume => volume.Contains("backups", StringComparison.Ordinal));

    public static async Task<EngineRun> OfAsync(string redis)
    {
        var creator = await InspectAsync(redis, $$$"""{{index .Config.Labels "{{{EngineEvents.CreatorLabel}}}"}}""");
        var network = await InspectAsync(redis, "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}");
        var volumes = await InspectAsync(redis, """{{range .Mounts}}{{if eq .Type "volume"}}{{.Name}} {{end}}{{end}}""");
        return new(creator, network, volumes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Waits until an AppHost that runs as a process has all of its containers.</summary>
    public static async Task<EngineRun> WaitForAsync(AppHostProcess pods)
    {
        string[] containers = [];
        await Eventually.TrueAsync(
            async () =>
            {
                containers = [];
                foreach (var id in pods.Processes.Ids())
                {
                    containers = [.. containers, .. await ContainersAsync(id)];
                }

                return Members.All(member => containers.Any(container => IsOf(container, member)));
            },
            RunningPods.StartTime,
            () => $"all members run, not only {string.Join(", ", containers)}. The AppHost says: {string.Join('\n', pods.Output.TakeLast(20))}");
        return await OfAsync(containers.First(container => IsOf(container, "redis")));
    }

    /// <summary>The one container of a member that is running now.</summary>
    public async Task<string> ContainerAsync(string member) =>
        (await ContainersAsync(Creator)).Should().ContainSingle(container => IsOf(container, member)).Subject;

    /// <summary>What of it is there still, running or not; the backups may be.</summary>
    public async Task<string[]> LeftAsync() =>
    [
        .. await TestEngine.ListAsync("ps", "--all", "--filter", $"label={EngineEvents.CreatorLabel}={Creator}", "--format", "{{.Names}}"),
        .. (await TestEngine.ListAsync("network", "ls", "--format", "{{.Name}}")).Intersect([Network]),
        .. (await TestEngine.ListAsync("volume", "ls", "--quiet")).Intersect(Volumes.Except([Backups])),
    ];

    private static bool IsOf(string container, string member) => container.StartsWith($"{member}-", StringComparison.Ordinal) && container.Length == member.Length + 9;

    private static Task<string[]> ContainersAsync(string creator) => TestEngine.ListAsync("ps", "--filter", $"label={EngineEvents.CreatorLabel}={creator}", "--format", "{{.Names}}");

    private static Task<string> InspectAsync(string container, string format) => TestEngine.RunAsync("inspect", "--format", format, container);
}
