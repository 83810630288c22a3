namespace Aspire.Hosting.Orchestrator;

/// <summary>A start of one or more instances of a resource that is under way and can be called off for each of them.</summary>
internal sealed class StartOperation(IEnumerable<InstanceController> instances, CancellationToken cancellationToken) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<InstanceController> _wanted = [.. instances];
    private readonly CancellationTokenSource _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    public CancellationToken CancellationToken => _cancellation.Token;

    public bool IsCalledOff
    {
        get
        {
            lock (_gate)
            {
                return _wanted.Count == 0;
            }
        }
    }

    public bool IsWanted(InstanceController instance)
    {
        lock (_gate)
        {
            return _wanted.Contains(instance);
        }
    }

    /// <summary>Calls the start off for one instance. When it was the last one, what the start waits for is cancelled.</summary>
    public void CallOff(InstanceController instance)
    {
        lock (_gate)
        {
            if (_wanted.Remove(instance) && _wanted.Count == 0)
            {
                _cancellation.Cancel();
            }
        }
    }

    /// <summary>Ends the operation. Whoever still calls it off comes too late, which is fine: the start is over.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _wanted.Clear();
            _cancellation.Dispose();
        }
    }
}
