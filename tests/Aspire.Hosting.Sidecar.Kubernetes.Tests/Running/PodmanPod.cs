using Aspire.Hosting.Sidecar.Kubernetes.Tests.Charts;
using k8s;
using k8s.Models;

namespace Aspire.Hosting.Sidecar.Kubernetes.Tests.Running;

/// <summary>
/// A pod of a rendered chart that podman runs: https://docs.podman.io/en/latest/markdown/podman-kube-play.1.html.
/// </summary>
internal sealed class PodmanPod : IAsyncDisposable
{
    /// <summary>Podman 4.3 takes away an init container that has ended before it has noticed that, and fails.</summary>
    private static readonly Dictionary<string, string> KeepInitContainers = new() { ["io.podman.annotations.init.container.type"] = "always" };

    private readonly string _file;

    private PodmanPod(string file) => _file = file;

    /// <summary>Why podman cannot play pods here, or <see langword="null"/>.</summary>
    public static async Task<string?> FindProblemAsync()
    {
        try
        {
            return await TryAsync("image", "inspect", $"{TestEngine.Image}:{TestEngine.Tag}") ?? await TryAsync("run", "--rm", $"{TestEngine.Image}:{TestEngine.Tag}", "true");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "podman is not installed.";
        }
    }

    /// <summary>Plays the pod that a cluster would make of the only deployment, with its variables.</summary>
    public static async Task<PodmanPod> PlayAsync(RenderedChart chart, string name)
    {
        var template = chart.All<V1Deployment>().Single().Spec.Template;
        var pod = new V1Pod { ApiVersion = "v1", Kind = "Pod", Metadata = new() { Name = name, Labels = template.Metadata.Labels, Annotations = KeepInitContainers }, Spec = template.Spec };
        var file = Path.Combine(TemporaryFolder.Create(), "pod.yaml");
        await File.WriteAllTextAsync(file, string.Join("\n---\n", chart.All<V1ConfigMap>().Select(KubernetesYaml.Serialize).Append(KubernetesYaml.Serialize(pod))));
        var played = new PodmanPod(file);
        try
        {
            await RunAsync("play", "kube", file);
            return played;
        }
        catch
        {
            await played.DisposeAsync();
            throw;
        }
    }

    public static Task<string> ExecuteAsync(string container, string script) => RunAsync("exec", container, "/bin/bash", "-c", script);

    public static Task<string> LogsAsync(string container) => RunAsync("logs", container);

    public static Task<string> InspectAsync(string container, string format) => RunAsync("inspect", "--format", format, container);

    public async ValueTask DisposeAsync() => await TryAsync("play", "kube", "--down", _file);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await ProgramCall.RunAsync("podman", arguments);
        return exitCode == 0 ? output.Trim() : throw new InvalidOperationException($"podman {string.Join(' ', arguments)}: {output}{error}");
    }

    private static async Task<string?> TryAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await ProgramCall.RunAsync("podman", arguments);
        return exitCode == 0 ? null : output + error;
    }
}
