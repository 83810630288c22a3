using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Reporting;

/// <summary>Everything the agent says about itself.</summary>
internal static partial class AgentLog
{
    [LoggerMessage(1, LogLevel.Information, "Following {Globs} in '{Folder}', sending to {Receiver}.")]
    public static partial void Following(this ILogger logger, string globs, string folder, string receiver);

    [LoggerMessage(2, LogLevel.Information, "The folder '{Folder}' does not exist yet: waiting for it.")]
    public static partial void WaitingForFolder(this ILogger logger, string folder);

    [LoggerMessage(3, LogLevel.Warning, "The folder '{Folder}' cannot be listed, its files are left out until it can: {Reason}")]
    public static partial void FolderUnreadable(this ILogger logger, string folder, string reason);

    [LoggerMessage(4, LogLevel.Warning, "The file '{File}' cannot be read, trying again at every poll: {Reason}")]
    public static partial void FileUnreadable(this ILogger logger, string file, string reason);

    [LoggerMessage(5, LogLevel.Debug, "Reading '{File}' from byte {Offset}.")]
    public static partial void FileOpened(this ILogger logger, string file, long offset);

    [LoggerMessage(6, LogLevel.Debug, "'{File}' is complete and was read to its end.")]
    public static partial void FileCompleted(this ILogger logger, string file);

    [LoggerMessage(7, LogLevel.Debug, "'{File}' was truncated or written anew, reading it from its beginning.")]
    public static partial void FileRewritten(this ILogger logger, string file);

    [LoggerMessage(8, LogLevel.Warning, "Nothing in '{Folder}' matches {Globs}: it holds {Count} other files{Example}. See the option '--files'.")]
    public static partial void NothingMatches(this ILogger logger, string globs, string folder, int count, string example);

    [LoggerMessage(9, LogLevel.Warning, "Another agent ({Holder}) follows '{Folder}' and keeps its positions in '{File}': waiting until it ends. Give each agent of a folder a name of its own, or its own '--positions'.")]
    public static partial void FolderLocked(this ILogger logger, string folder, string file, string holder);

    [LoggerMessage(10, LogLevel.Warning, "The positions file '{File}' cannot be understood; it was put aside as '{Aside}' and every file is read from its beginning. {Reason}")]
    public static partial void PositionsCorrupt(this ILogger logger, string file, string aside, string reason);

    [LoggerMessage(11, LogLevel.Warning, "The positions file '{File}' cannot be read, every file is read from its beginning: {Reason}")]
    public static partial void PositionsUnreadable(this ILogger logger, string file, string reason);

    [LoggerMessage(12, LogLevel.Warning, "The positions file '{File}' cannot be written, so after a restart lines would be sent again; set '--positions' to a place that can be written: {Reason}")]
    public static partial void PositionsNotSaved(this ILogger logger, string file, string reason);

    [LoggerMessage(13, LogLevel.Warning, "The agent's own metrics are not sent: {Problems}")]
    public static partial void OwnMetricsNotSent(this ILogger logger, string problems);

    [LoggerMessage(20, LogLevel.Warning, "The receiver {Receiver} does not take records, trying again until it does: {Reason}")]
    public static partial void ReceiverUnavailable(this ILogger logger, string receiver, string reason);

    [LoggerMessage(21, LogLevel.Information, "The receiver {Receiver} takes records again.")]
    public static partial void ReceiverBack(this ILogger logger, string receiver);

    [LoggerMessage(22, LogLevel.Error, "The receiver {Receiver} refused {Count} lines so far for what stands in them, they are dropped; others are sent: {Reason}")]
    public static partial void RecordsRefused(this ILogger logger, string receiver, long count, string reason);

    [LoggerMessage(23, LogLevel.Error, "The receiver {Receiver} has taken nothing for {Seconds} s, trying again until it does; {Meanwhile}: {Reason}")]
    public static partial void ReceiverStillUnavailable(this ILogger logger, string receiver, long seconds, string meanwhile, string reason);

    [LoggerMessage(24, LogLevel.Warning, "The receiver {Receiver} says: {Message}")]
    public static partial void ReceiverSays(this ILogger logger, string receiver, string message);

    [LoggerMessage(30, LogLevel.Information, "Stopping: reading what is there and sending it, for {Timeout} s at most.")]
    public static partial void Stopping(this ILogger logger, double timeout);

    [LoggerMessage(31, LogLevel.Warning, "Not everything was sent in time: {Lines} lines that were read and {Bytes} bytes in files are left; {Fate}.")]
    public static partial void NotDrained(this ILogger logger, long lines, long bytes, string fate);

    [LoggerMessage(34, LogLevel.Critical, "{Reason}")]
    public static partial void Ends(this ILogger logger, string reason);

    [LoggerMessage(33, LogLevel.Error, "Something went wrong; the agent goes on.")]
    public static partial void GoesOn(this ILogger logger, Exception exception);

    [LoggerMessage(32, LogLevel.Critical, "The agent failed.")]
    public static partial void Failed(this ILogger logger, Exception exception);

    [LoggerMessage(40, LogLevel.Information, "Monitoring {What}, sending to {Receiver} every {Interval} s.")]
    public static partial void Monitoring(this ILogger logger, string what, string receiver, double interval);

    [LoggerMessage(41, LogLevel.Warning, "The metrics at {Url} cannot be read, trying again at every interval: {Reason}")]
    public static partial void ScrapeFails(this ILogger logger, Uri url, string reason);

    [LoggerMessage(42, LogLevel.Information, "The metrics at {Url} can be read.")]
    public static partial void ScrapeWorks(this ILogger logger, Uri url);

    [LoggerMessage(43, LogLevel.Warning, "The metrics at {Url} have {Count} samples more than {Most}: those are left out. See the option '--max-series'.")]
    public static partial void ScrapeHasTooMuch(this ILogger logger, Uri url, int count, int most);

    [LoggerMessage(44, LogLevel.Information, "The main is process {Process} ({Name}).")]
    public static partial void MainFound(this ILogger logger, int process, string name);

    [LoggerMessage(45, LogLevel.Information, "The main's process has ended.")]
    public static partial void MainGone(this ILogger logger);

    [LoggerMessage(46, LogLevel.Information, "The probe of {Url} succeeds.")]
    public static partial void ProbeSucceeds(this ILogger logger, Uri url);

    [LoggerMessage(47, LogLevel.Warning, "The probe of {Url} fails: {Reason}")]
    public static partial void ProbeFails(this ILogger logger, Uri url, string reason);
}
