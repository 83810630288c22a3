using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// The volumes of the container engine in which the containers of a pod share files.
/// </summary>
/// <remarks>
/// A volume that is kept has one name for this AppHost and stays. An ephemeral one is of this run: it carries the label of its owner, and is removed when the
/// containers are gone. Without an engine nothing is made: the containers will say what is wrong.
/// </remarks>
internal sealed partial class EngineVolumes(
    IContainerEngine engine, OpenVolumes openVolumes, Leftovers leftovers, IConfiguration configuration, ILogger<EngineVolumes> logger)
{
    private readonly ConcurrentDictionary<IResource, PodVolumes> _pods = [];
    private readonly string _run = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);

    /// <summary>
    /// Notes a volume to be made, and returns its name.
    /// </summary>
    public string Plan(PodPlan pod, PodVolume volume)
    {
        // Two checkouts of one application must not share volumes. Names of resources and volumes have no dot: no two pods can come to one name.
        var application = configuration["AppHost:Sha256"] is { Length: >= 10 } sha ? sha[..10] : "app";
        var isKept = volume.Lifetime == SharedVolumeLifetime.Persistent || pod.Main.IsPersistent;
        var name = $"sidecar-{application}.{pod.Main.Name}.{volume.Name}{(isKept ? "" : $".{_run}")}".ToLowerInvariant();
        _pods.GetOrAdd(pod.Main.Resource, _ => new(this)).Planned.Add(new(name, volume, isKept));
        return name;
    }

    /// <summary>
    /// Makes the volumes of a pod, so that any user can write to them, when its first container that mounts one is about to start.
    /// </summary>
    public Task ReadyAsync(PodPlan pod, CancellationToken cancellationToken) =>
        _pods.TryGetValue(pod.Main.Resource, out var volumes) ? volumes.Created.Value.WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>
    /// Removes the ephemeral volumes, as far as no container uses them any more. What is left is removed once this process has ended.
    /// </summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var made = _pods.Values.Where(pod => pod.Created.IsValueCreated).ToArray();
        await Task.WhenAll(made.Select(pod => pod.Created.Value)).WaitAsync(cancellationToken).ConfigureAwait(false);
        string[] ephemeral = [.. made.SelectMany(pod => pod.Planned).Where(volume => !volume.IsKept).Select(volume => volume.Name)];
        if (ephemeral.Length > 0)
        {
            // Not by force: podman would remove whatever container still uses one, and hang if that is on its way out.
            var removed = await engine.RunAsync(new(["volume", "rm", .. ephemeral]), cancellationToken).ConfigureAwait(false);
            leftovers.Forget(Leftovers.Volume, removed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    /// <summary>All members of a pod wait for it, so it is not given up with one of them.</summary>
    private async Task CreateAllAsync(IReadOnlyCollection<PlannedVolume> volumes)
    {
        var cancellationToken = CancellationToken.None;
        var created = await Task.WhenAll(volumes.Select(async volume =>
            (volume.Name, IsNewOnDisk: await CreateAsync(volume, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        string[] closed = [.. created.Where(volume => volume.IsNewOnDisk).Select(volume => volume.Name)];
        if (closed.Length > 0 && await openVolumes.OpenAsync(closed, cancellationToken).ConfigureAwait(false) is { } problem)
        {
            LogNotOpened(string.Join(", ", closed), problem);
        }
    }

    /// <summary>Whether there is now a new volume on disk, which only root can write to.</summary>
    private async Task<bool> CreateAsync(PlannedVolume planned, CancellationToken cancellationToken)
    {
        if (planned.IsKept)
        {
            var known = await engine.RunAsync(new("volume", "inspect", planned.Name), cancellationToken).ConfigureAwait(false);
            return !known.IsSuccess && await TryCreateAsync(planned, [], cancellationToken).ConfigureAwait(false) && planned.Volume.Medium == SharedVolumeMedium.Disk;
        }

        leftovers.Watch(Leftovers.Volume, planned.Name);
        return await TryCreateAsync(planned, EngineOwner.Arguments, cancellationToken).ConfigureAwait(false) && planned.Volume.Medium == SharedVolumeMedium.Disk;
    }

    private async Task<bool> TryCreateAsync(PlannedVolume planned, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var options = planned.Volume.Medium == SharedVolumeMedium.Memory ? MemoryOptions(planned.Volume.SizeLimit) : [];
        var result = await engine.RunAsync(new(["volume", "create", .. labels, .. options, planned.Name]), cancellationToken).ConfigureAwait(false);
        if (!result.IsSuccess)
        {
            LogFailed(planned.Name, engine.Program, result.Problem);
        }

        return result.IsSuccess;
    }

    private string[] MemoryOptions(long? sizeLimit)
    {
        // Podman before 4.4 takes "size" for a quota and refuses it; the kernel has another word for the same: https://www.kernel.org/doc/html/latest/filesystems/tmpfs.html
        var (unit, word) = engine.IsPodman && OperatingSystem.IsLinux() ? (Environment.SystemPageSize, "nr_blocks") : (1, "size");
        var size = sizeLimit is { } bytes ? string.Create(CultureInfo.InvariantCulture, $",{word}={(bytes + unit - 1) / unit}") : "";
        return ["--opt", "type=tmpfs", "--opt", "device=tmpfs", "--opt", $"o=mode=0777{size}"];
    }

    [LoggerMessage(EventId = 31, Level = LogLevel.Warning, Message = "The shared volume {Volume} could not be made: {Engine} says {Error}")]
    private partial void LogFailed(string volume, string engine, string error);

    [LoggerMessage(EventId = 32, Level = LogLevel.Warning, Message = "Only root can write to the shared volumes {Volumes}: {Problem}")]
    private partial void LogNotOpened(string volumes, string problem);

    private sealed record PlannedVolume(string Name, PodVolume Volume, bool IsKept);

    private sealed class PodVolumes
    {
        public PodVolumes(EngineVolumes volumes) => Created = new(() => volumes.CreateAllAsync(Planned.ToImmutableArray()));

        public ConcurrentBag<PlannedVolume> Planned { get; } = [];

        public Lazy<Task> Created { get; }
    }
}
