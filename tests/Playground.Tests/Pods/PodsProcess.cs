namespace Playground.Tests.Pods;

/// <summary>
/// The AppHost of the pods as a process.
/// </summary>
internal sealed class PodsProcess : PlaygroundProcess
{
    private static readonly string[] Members = ["redis", .. RunningPods.Sharers, "api-front", "api-tail"];

    private PodsProcess(params IEnumerable<KeyValuePair<string, string>> variables)
        : base(typeof(Projects.Pods_AppHost), Projects.Pods_AppHost.ProjectPath, hasDashboard: true, variables)
    {
    }

    public static PodsProcess Start() => new();

    public static PodsProcess StartWithoutEngine() => new(KeyValuePair.Create("DOCKER_HOST", "unix:///nowhere/docker.sock"), KeyValuePair.Create("ASPIRE_CONTAINER_RUNTIME", "docker"));

    public Task WaitForMembersAsync() => Eventually.TrueAsync(
        () => Members.All(member => Output.Any(line => line.Contains($" {member} ", StringComparison.Ordinal) && line.Contains("| Running", StringComparison.Ordinal))),
        RunningPods.StartTime, "all members run");
}
