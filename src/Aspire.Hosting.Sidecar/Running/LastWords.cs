using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// What a member, or the engine for it, has last written to the error output.
/// </summary>
internal static class LastWords
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Returns the last line since that time, or <see langword="null"/>.</summary>
    public static async Task<string?> FindAsync(ResourceLoggerService loggers, IResource resource, DateTimeOffset since, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        string? last = null;
        try
        {
            await foreach (var lines in loggers.GetAllAsync(resource).WithCancellation(timeout.Token).ConfigureAwait(false))
            {
                foreach (var line in lines.Where(line => line.IsErrorMessage))
                {
                    last = TextSince(line.Content, since) ?? last;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What has come by now has to do.
        }

        return last;
    }

    /// <summary>Lines begin with their time and a space.</summary>
    private static string? TextSince(string line, DateTimeOffset since) =>
        line.Split(' ', 2) is [var time, var text]
            && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && at >= since
            && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : null;
}
