using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.StandIns;

/// <summary>
/// Ports for endpoints that name none.
/// </summary>
internal sealed class PortNumbers : IPortAllocator
{
    private readonly HashSet<int> _used = [];
    private int _next = 8000;

    public int AllocatePort()
    {
        while (!_used.Add(_next))
        {
            _next++;
        }

        return _next++;
    }

    public void AddUsedPort(int port) => _used.Add(port);
}
