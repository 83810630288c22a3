namespace Aspire.Sidecar.Agent.Following;

/// <summary>Keeps the number of open files below a limit: those that were used least recently are closed, and opened again when they change.</summary>
internal sealed class OpenFiles(int limit)
{
    private readonly LinkedList<FollowedFile> _byUse = [];
    private readonly Dictionary<FollowedFile, LinkedListNode<FollowedFile>> _nodes = [];

    /// <summary>Notes that a file is open and used.</summary>
    public void Use(FollowedFile file)
    {
        if (_nodes.TryGetValue(file, out var node))
        {
            if (_byUse.Last != node)
            {
                _byUse.Remove(node);
                _byUse.AddLast(node);
            }

            return;
        }

        _nodes[file] = _byUse.AddLast(file);
        CloseQuietOnes();
    }

    public void Remove(FollowedFile file)
    {
        if (_nodes.Remove(file, out var node))
        {
            _byUse.Remove(node);
        }
    }

    // Files that were rotated away or deleted cannot be opened again: they stay open until they are complete, whatever the limit.
    private void CloseQuietOnes()
    {
        for (var node = _byUse.First; node is not null && node != _byUse.Last && _byUse.Count > limit;)
        {
            var next = node.Next;
            if (node.Value.DetachedAt is null)
            {
                node.Value.Close();
                Remove(node.Value);
            }

            node = next;
        }
    }
}
