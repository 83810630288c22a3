using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Claims the folder's positions for this agent. Another one may be about to end: it is waited for, but not for ever.</summary>
internal sealed class FolderClaim(string folder, string positions, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private FolderLock? _lock;
    private long? _failedAt;
    private long? _waitingSince;

    /// <summary>False while another agent has the folder.</summary>
    /// <exception cref="AgentException">It has it for too long.</exception>
    public bool TryTake()
    {
        if (_lock is not null || (_failedAt is { } failedAt && timeProvider.GetElapsedTime(failedAt) < RetryAfter) || !Directory.Exists(folder))
        {
            return true;
        }

        string holder;
        try
        {
            _lock = FolderLock.TryTake(positions + PositionsFile.LockSuffix, out holder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Where no lock can be made, no positions can be written either, which is told when they are saved.
            _failedAt = timeProvider.GetTimestamp();
            return true;
        }

        _failedAt = null;
        if (_lock is null)
        {
            Wait(holder.Length > 0 ? holder : "it could not say which");
        }

        return _lock is not null;
    }

    public void Dispose() => _lock?.Dispose();

    private void Wait(string holder)
    {
        if (_waitingSince is not { } since)
        {
            _waitingSince = timeProvider.GetTimestamp();
            logger.FolderLocked(folder, positions, holder);
        }
        else if (timeProvider.GetElapsedTime(since) > Patience)
        {
            throw new AgentException($"Another agent ({holder}) follows '{folder}' and keeps its positions in '{positions}'. Two would send every line twice: end one, or give each a name or '--positions' of its own.");
        }
    }
}
