using Aspire.Dashboard.Model;

namespace Aspire.Dashboard.Live;

/// <summary>The resources of the application, and the signal that they have changed.</summary>
internal sealed class LiveResources : IDisposable
{
    private readonly IResourceSource _source;

    public LiveResources(IResourceSource source, TimeProvider timeProvider)
    {
        _source = source;
        Changed = new ChangeSignal(timeProvider);
        source.Changed += Changed.Notify;
    }

    public ChangeSignal Changed { get; }

    public string ApplicationName => _source.ApplicationName;

    public IReadOnlyList<DashboardResource> All => _source.Resources;

    public IEnumerable<DashboardResource> Visible => _source.Resources.Where(resource => !resource.IsHidden);

    /// <summary>The resource that an address names, by its id or by its name.</summary>
    public DashboardResource? Find(string? idOrName)
        => All.FirstOrDefault(resource => Same(resource.Id, idOrName)) ?? All.FirstOrDefault(resource => Same(resource.Name, idOrName));

    /// <summary>The resource that telemetry comes from: its id is the name of the service and the id of its instance.</summary>
    public DashboardResource? FindService(string serviceName, string? instanceId)
        => (instanceId is null ? null : All.FirstOrDefault(resource => IsInstance(resource.Id, serviceName, instanceId)))
            ?? All.FirstOrDefault(resource => Same(resource.Name, serviceName));

    public void Dispose()
    {
        _source.Changed -= Changed.Notify;
        Changed.Dispose();
    }

    private static bool IsInstance(string id, string serviceName, string instanceId)
        => id.Length == serviceName.Length + 1 + instanceId.Length
            && id.StartsWith(serviceName, StringComparison.OrdinalIgnoreCase)
            && id[serviceName.Length] == '-'
            && id.EndsWith(instanceId, StringComparison.OrdinalIgnoreCase);

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
