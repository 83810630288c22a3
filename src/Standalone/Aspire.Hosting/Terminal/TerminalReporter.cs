using System.Globalization;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Terminal;

/// <summary>Shows on the terminal what the resources log and how their states change.</summary>
internal sealed class TerminalReporter(
    TerminalWriter terminal,
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    TimeProvider timeProvider) : IEarlyObserver
{
    // Everything goes through one queue, in the order in which it happened; resources do not wait for a slow terminal.
    private readonly Channel<Action> _queue = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<string, string> _states = new(StringComparer.OrdinalIgnoreCase);
    private Task _writing = Task.CompletedTask;

    public void Attach()
    {
        loggers.LineLogged += OnLine;
        notifications.Updated += OnUpdated;
        _writing = WriteAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources.Where(resource => resource is not ParameterResource))
        {
            terminal.Introduce(resource.Name);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        loggers.LineLogged -= OnLine;
        notifications.Updated -= OnUpdated;
        _queue.Writer.TryComplete();
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteAsync()
    {
        await foreach (var write in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            write();
        }
    }

    private void OnLine(string resourceId, string content, bool isError) => _queue.Writer.TryWrite(() =>
    {
        var (time, text) = LogContent.Split(content);
        terminal.WriteLine(NameOf(resourceId), text, time: time);
    });

    private void OnUpdated(ResourceEvent change)
    {
        var time = timeProvider.GetUtcNow();
        _queue.Writer.TryWrite(() => WriteState(change, time));
    }

    private void WriteState(ResourceEvent change, DateTimeOffset time)
    {
        var state = change.Snapshot.State?.Text ?? "";
        if (state.Length == 0 || IsBoring(change, state) || (_states.TryGetValue(change.ResourceId, out var last) && last == state))
        {
            return;
        }

        _states[change.ResourceId] = state;
        terminal.WriteLine(NameOf(change.ResourceId), Describe(state, change.Snapshot), ToneOf(state, change.Snapshot), time);
    }

    // A parameter that has its value, and what is hidden from the dashboard, are of no interest to who watches the terminal.
    private static bool IsBoring(ResourceEvent change, string state)
        => change.Snapshot.IsHidden
            || (change.Resource is ParameterResource && (state == KnownResourceStates.Running || state == KnownResourceStates.Waiting));

    private static string Describe(string state, CustomResourceSnapshot snapshot)
    {
        if (state == KnownResourceStates.Waiting && snapshot.Properties.ValueOf(SnapshotProperties.WaitingFor) is IEnumerable<string> dependencies)
        {
            return $"{state} for {string.Join(", ", dependencies)}";
        }

        if (state == KnownResourceStates.Running)
        {
            string[] urls = [.. snapshot.Urls.Where(url => !url.IsInternal).Select(url => url.Url)];
            return urls.Length == 0 ? state : $"{state} at {string.Join(", ", urls)}";
        }

        return snapshot.ExitCode is { } exitCode && KnownResourceStates.TerminalStates.Contains(state)
            ? string.Create(CultureInfo.InvariantCulture, $"{state} with exit code {exitCode}")
            : state;
    }

    private static TerminalTone ToneOf(string state, CustomResourceSnapshot snapshot)
        => state == KnownResourceStates.FailedToStart
            || state == KnownResourceStates.RuntimeUnhealthy
            || state == KnownResourceStates.ValueMissing
            || (KnownResourceStates.TerminalStates.Contains(state) && snapshot.ExitCode is not (null or 0))
                ? TerminalTone.Bad
                : state == KnownResourceStates.Running ? TerminalTone.Good : TerminalTone.Notice;

    private string NameOf(string resourceId)
        => model.Resources.FirstOrDefault(resource => resource.GetResolvedResourceNames().Contains(resourceId, StringComparer.OrdinalIgnoreCase)) is { } resource
            ? resource.GetDisplayName(resourceId)
            : resourceId;
}
