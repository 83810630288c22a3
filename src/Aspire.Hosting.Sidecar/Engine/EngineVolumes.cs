using System.Collections.Concurrent;
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
/// A persistent volume has one name for this AppHost and stays. An ephemeral one is of this run: it is made with the labels by which an AppHost that was killed is
/// cleaned up after, and removed when the containers are gone. Without an engine nothing is made: the containers will say what is wrong.
/// </remarks>
internal sealed partial class EngineVolumes
{
    private readonly EngineCommand _engine;
    private readonly OpenVolumes _openVolumes;
    private readonly IConfiguration _configuration;
    private readonly ILogger<EngineVolumes> _logger;
    private readonly ConcurrentDictionary<string, PodVolume> _planned = [];
    private readonly string _run = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
    private readonly Lazy<Task> _created;

    public EngineVolumes(EngineCommand engine, OpenVolumes openVolumes, IConfiguration configuration, ILogger<EngineVolumes> logger)
    {
        (_engine, _openVolumes, _configuration, _logger) = (engine, openVolumes, configuration, logger);
        _created = new(CreateAllAsync);
    }

    /// <summary>
    /// Notes the volume to be made, and returns its name.
    /// </summary>
    public string Plan(PodPlan pod, PodVolume volume)
    {
        // Two checkouts of one application must not share volumes.
        var application = _configuration["AppHost:Sha256"] is { Length: >= 10 } sha ? sha[..10].ToLowerInvariant() : "app";
        var name = $"sidecar-{application}-{pod.Main.Name}-{volume.Name}{(volume.Lifetime == SharedVolumeLifetime.Persistent ? "" : $"-{_run}")}".ToLowerInvariant();
        _planned[name] = volume;
        return name;
    }

    /// <summary>
    /// Makes the volumes, so that any user can write to them, when the first container that mounts one is about to start.
    /// </summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => _created.Value.WaitAsync(cancellationToken);

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (!_created.IsValueCreated)
        {
            return;
        }

        await _created.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        string[] ephemeral = [.. _planned.Where(volume => volume.Value.Lifetime == SharedVolumeLifetime.Ephemeral).Select(volume => volume.Key)];
        if (ephemeral.Length > 0)
        {
            // Not by force: podman would remove whatever container still uses one, and hang if that is on its way out.
            await TryRunAsync(["volume", "rm", .. ephemeral], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>All members wait for it, so it is not given up with one of them.</summary>
    private async Task CreateAllAsync()
    {
        var cancellationToken = CancellationToken.None;
        var created = await Task.WhenAll(_planned.Select(async volume =>
            (Name: volume.Key, IsNewOnDisk: await CreateAsync(volume.Key, volume.Value, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        string[] closed = [.. created.Where(volume => volume.IsNewOnDisk).Select(volume => volume.Name)];
        if (closed.Length > 0 && await _openVolumes.OpenAsync(closed, cancellationToken).ConfigureAwait(false) is { } problem)
        {
            LogNotOpened(string.Join(", ", closed), problem);
        }
    }

    /// <summary>Whether there is now a new volume on disk, which only root can write to.</summary>
    private async Task<bool> CreateAsync(string name, PodVolume volume, CancellationToken cancellationToken)
    {
        if (volume.Medium == SharedVolumeMedium.Memory)
        {
            await CreateInMemoryAsync(name, volume.SizeLimit, cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (volume.Lifetime == SharedVolumeLifetime.Ephemeral)
        {
            return await TryRunAsync(["volume", "create", .. EngineLabels.Arguments, name], cancellationToken).ConfigureAwait(false);
        }

        var (exitCode, _, _) = await _engine.RunAsync(["volume", "inspect", name], onLine: null, cancellationToken).ConfigureAwait(false);
        return exitCode != 0 && await TryRunAsync(["volume", "create", name], cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> CreateInMemoryAsync(string name, long? sizeLimit, CancellationToken cancellationToken)
    {
        // Podman before 4.4 takes "size" for a quota and refuses it; the kernel has another word for the same: https://www.kernel.org/doc/html/latest/filesystems/tmpfs.html
        var (unit, word) = _engine.IsPodman && OperatingSystem.IsLinux() ? (Environment.SystemPageSize, "nr_blocks") : (1, "size");
        var size = sizeLimit is { } bytes ? string.Create(CultureInfo.InvariantCulture, $",{word}={(bytes + unit - 1) / unit}") : "";
        return TryRunAsync(
            ["volume", "create", .. EngineLabels.Arguments, "--opt", "type=tmpfs", "--opt", "device=tmpfs", "--opt", $"o=mode=0777{size}", name], cancellationToken);
    }

    private async Task<bool> TryRunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var (exitCode, _, error) = await _engine.RunAsync(arguments, onLine: null, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            LogFailed(_engine.Program, error);
        }

        return exitCode == 0;
    }

    [LoggerMessage(EventId = 31, Level = LogLevel.Debug, Message = "The shared volumes of pods could not be made or removed: {Engine} says {Error}")]
    private partial void LogFailed(string engine, string error);

    [LoggerMessage(EventId = 32, Level = LogLevel.Warning, Message = "Only root can write to the shared volumes {Volumes}: {Problem}")]
    private partial void LogNotOpened(string volumes, string problem);
}
