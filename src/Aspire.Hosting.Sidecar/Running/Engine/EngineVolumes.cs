using System.Collections.Concurrent;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Running.Engine;

/// <summary>
/// The volumes of the container engine in which the containers of a pod share files.
/// </summary>
/// <remarks>
/// A persistent volume has one name for this AppHost, and is made by the first container that mounts it. An ephemeral one is of this run: it is made before anything
/// starts, with the labels by which an AppHost that was killed is cleaned up after, and removed when the containers are gone.
/// </remarks>
internal sealed partial class EngineVolumes(EngineCommand engine, IConfiguration configuration, ILogger<EngineVolumes> logger)
{
    private readonly ConcurrentBag<string> _ephemeral = [];
    private readonly string _run = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);

    public string Name(PodPlan pod, PodVolume volume)
    {
        // Two checkouts of one application must not share volumes.
        var application = configuration["AppHost:Sha256"] is { Length: >= 10 } sha ? sha[..10].ToLowerInvariant() : "app";
        var name = $"sidecar-{application}-{pod.Main.Name}-{volume.Name}".ToLowerInvariant();
        if (volume.Lifetime == SharedVolumeLifetime.Persistent)
        {
            return name;
        }

        name = $"{name}-{_run}";
        _ephemeral.Add(name);
        return name;
    }

    /// <summary>
    /// Makes the ephemeral volumes. Without an engine nothing is made: the containers will say what is wrong.
    /// </summary>
    public Task CreateAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_ephemeral.Select(name => RunAsync(["volume", "create", .. EngineLabels.Arguments, name], cancellationToken)));

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (!_ephemeral.IsEmpty)
        {
            await RunAsync(["volume", "rm", "--force", .. _ephemeral], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var (exitCode, _, error) = await engine.RunAsync(arguments, onLine: null, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            LogFailed(engine.Program, error);
        }
    }

    [LoggerMessage(EventId = 31, Level = LogLevel.Debug, Message = "The shared volumes of pods could not be made or removed: {Engine} says {Error}")]
    private partial void LogFailed(string engine, string error);
}
