using Aspire.Hosting.Watchdog.Containers;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>What this host needs of a container engine. Each method throws <see cref="EngineException"/> when the engine refuses.</summary>
internal interface IContainerEngine
{
    /// <summary>Whether the addresses of a network are on this machine only once a container is on the network.</summary>
    bool IsNetworkLate { get; }

    /// <summary>The name of its client.</summary>
    string Name { get; }

    /// <summary>The client, for what removes leftovers.</summary>
    IEngineClient Client { get; }

    /// <summary>The path of the client.</summary>
    string ClientPath { get; }

    /// <summary>Creates a container, pulling its image if need be, and returns its id.</summary>
    Task<string> CreateAsync(ContainerSpec spec, Action<string> onProgress, CancellationToken cancellationToken);

    Task StartAsync(string container, CancellationToken cancellationToken);

    /// <summary>Ends a container, by force when it takes longer than <paramref name="grace"/>. One that is gone is fine.</summary>
    Task StopAsync(string container, TimeSpan grace, CancellationToken cancellationToken);

    /// <summary>Removes a container with its anonymous volumes, running or not. One that is gone is fine.</summary>
    Task RemoveAsync(string container, CancellationToken cancellationToken);

    /// <summary>How a container is doing, or null when there is none.</summary>
    Task<ContainerState?> InspectAsync(string container, CancellationToken cancellationToken);

    /// <summary>Unpacks a tar archive at the root of a container.</summary>
    Task CopyAsync(string container, Stream archive, CancellationToken cancellationToken);

    /// <summary>Reads the output of a container, each line with its timestamp before it.</summary>
    /// <param name="container">The container.</param>
    /// <param name="since">From when on; from the beginning when null.</param>
    /// <param name="follow">Whether to go on until the container ends.</param>
    /// <param name="onLine">Takes the lines, and whether they are from standard error.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Whether it came to the end.</returns>
    Task<bool> ReadLogAsync(string container, string? since, bool follow, Action<string, bool> onLine, CancellationToken cancellationToken);

    /// <summary>Reports what happens to all containers until cancelled or the connection is lost.</summary>
    Task WatchAsync(DateTimeOffset since, Action<ContainerEvent> onEvent, CancellationToken cancellationToken);

    Task BuildAsync(ImageBuild build, Action<string> onProgress, CancellationToken cancellationToken);

    Task CreateNetworkAsync(string name, IEnumerable<KeyValuePair<string, string>> labels, CancellationToken cancellationToken);

    /// <summary>Looks at a network; null when there is no such network.</summary>
    Task<NetworkState?> InspectNetworkAsync(string name, CancellationToken cancellationToken);
}
