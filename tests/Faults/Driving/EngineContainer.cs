using Faults.Pod;

namespace Faults.Driving;

/// <summary>
/// A container of the pod, as the engine has it.
/// </summary>
internal sealed record EngineContainer(string Id, string Resource, bool IsRunning, string StartedAt)
{
    private const string Format = "{{.Id}} {{.Name}} {{.State.Running}} {{.State.StartedAt}}";

    public static async Task<EngineContainer[]> ListAsync(FaultPod pod)
    {
        var ids = await TestEngine.ListAsync("ps", "--all", "--quiet", "--no-trunc", "--filter", $"name=^{pod.Main}-");
        return ids.Length == 0 ? [] : [.. (await TestEngine.ListAsync(["inspect", "--type", "container", "--format", Format, .. ids])).Select(Parse)];
    }

    public static async Task<EngineContainer> OfAsync(FaultPod pod, Member member) =>
        (await ListAsync(pod)).SingleOrDefault(container => container.Resource == member.Resource)
            ?? throw new InvalidOperationException($"'{member}' has no container.");

    private static EngineContainer Parse(string line)
    {
        var words = line.Trim().Split(' ');
        var name = words[1].TrimStart('/');
        return new(words[0], name[..name.LastIndexOf('-')], words[2] == "true", words[3]);
    }
}
