using Faults.Pod;

namespace Faults.Driving;

/// <summary>
/// Compares the pod with what is expected of it.
/// </summary>
internal sealed class Invariants(RunningPod running, EngineEvents events)
{
    /// <summary>A main that is away for longer is taken for stopped, and all of its sidecars are stopped and started with it.</summary>
    private static readonly TimeSpan ShortAbsence = TimeSpan.FromSeconds(1.5);

    private static readonly string[] Ended = ["Exited", "Finished", "Terminated", "Unknown"];
    private static readonly string[] Bad = ["fail: ", "crit: ", "Unhandled exception", PodHost.UnobservedMark];

    /// <summary>
    /// What Aspire 13.6.5 itself stumbles over, with containers of its own: its orchestrator has two endpoints for a moment when one is started again, and has deleted one
    /// whose log is still asked for, or knows none of it. To go when DcpResourceWatcher stands that: https://github.com/microsoft/aspire/tree/main/src/Aspire.Hosting/Dcp
    /// </summary>
    private static readonly string[] KnownOfAspire = ["ResourceSnapshotBuilder.GetUrls", " is being deleted", "logs are not available for Container in state"];

    private const int LinesOfAnEntry = 8;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private Dictionary<Member, int?> _processesBefore = [];
    private int _eventsBefore;

    /// <summary>What has happened since, in the life of this AppHost.</summary>
    private IEnumerable<EngineEvent> Events => events.All.Skip(_eventsBefore).Where(@event => @event.Nanoseconds >= running.StartNanoseconds);

    private FaultPod Pod => running.Pod;

    /// <summary>Remembers what has been started so far: members that a step does not touch must still be there after it.</summary>
    public void Remember()
    {
        _eventsBefore = events.All.Count();
        _processesBefore = Pod.Sidecars.Where(member => !member.IsContainer).ToDictionary(member => member, member => running.Report(member)?.Process);
    }

    /// <summary>Returns what is not as it should be. What costs more is looked at only when all else is well.</summary>
    public async Task<string[]> FindBrokenAsync(Expectation expected)
    {
        try
        {
            var containers = await EngineContainer.ListAsync(Pod);
            var areShipped = Pod.Members.Where(member => member.IsMain || member.Kind == MemberKind.Process).All(expected.IsUp);
            string[] broken =
            [
                .. Log(), .. Pod.Members.SelectMany(member => OfMember(member, expected, containers)), .. Leftovers(containers, expected),
                .. running.Lines.FindBroken(areShipped),
            ];
            return broken.Length > 0 ? broken : [.. await NetworksAsync(expected, containers), .. await ServersAsync(expected)];
        }
        catch (InvalidOperationException exception)
        {
            // A container was removed between two calls of the engine.
            return [exception.Message];
        }
    }

    private IEnumerable<string> Log() =>
        from line in running.Log.Select((text, index) => (Text: text, Index: index))
        where Bad.Any(bad => line.Text.StartsWith(bad, StringComparison.Ordinal))
        let entry = string.Join(' ', running.Log.Skip(line.Index).Take(LinesOfAnEntry).Select(text => text.Trim()))
        where !KnownOfAspire.Any(known => entry.Contains(known, StringComparison.Ordinal))
        select $"the AppHost says: {entry}";

    private IEnumerable<string> OfMember(Member member, Expectation expected, EngineContainer[] containers)
    {
        var report = running.Report(member);
        var container = containers.SingleOrDefault(container => container.Resource == member.Resource && container.IsRunning);
        var isRunning = member.IsContainer ? container is not null : report?.Process is { } process && Directory.Exists($"/proc/{process}");
        if (report?.Failure is { } failure)
        {
            yield return $"'{member}' {failure}";
        }

        if (!expected.IsUp(member))
        {
            if (isRunning || !(Ended.Contains(report?.State) || IsWaiting(member, report, expected)))
            {
                yield return $"'{member}' should be down, and is {report?.State}, {(isRunning ? "running" : "not running")}";
            }
        }
        else if (!isRunning || report?.State != KnownResourceStates.Running)
        {
            yield return $"'{member}' should run, and is {report?.State}, {(isRunning ? "running" : "not running")}";
        }
        else if (member.IsContainer && report.Container != container!.Id)
        {
            yield return $"'{member}' is shown with container {report.Container}, and has {container.Id}";
        }

        if (Starts(member, expected) is var (starts, (least, most)) && (starts < least || starts > most))
        {
            yield return $"'{member}' was started {starts} times, not {least} to {most}";
        }
    }

    /// <summary>One that its policy started while the main was away waits for the main.</summary>
    private static bool IsWaiting(Member member, MemberReport? report, Expectation expected) =>
        member.IsJoined && !expected.IsMainUp && !expected.Stopped.Contains(member) && report?.State == KnownResourceStates.Waiting;

    /// <summary>Of a process it is known only whether it is another one.</summary>
    private (int Starts, (int Least, int Most) Allowed) Starts(Member member, Expectation expected)
    {
        var allowed = expected.StartsOf(member);
        if (!member.IsMain && !member.IsJoined && expected.IsUp(member) && MainsAbsence() > ShortAbsence)
        {
            allowed.Most++;
        }

        if (member.IsContainer)
        {
            return (Events.Count(@event => @event.What == "start" && @event.Resource == member.Resource), allowed);
        }

        var isOther = expected.IsUp(member) && _processesBefore.GetValueOrDefault(member) != running.Report(member)?.Process;
        return (isOther ? 1 : 0, (Math.Min(allowed.Least, 1), allowed.Most));
    }

    private TimeSpan MainsAbsence()
    {
        EngineEvent? end = null;
        var longest = TimeSpan.Zero;
        foreach (var @event in Events.Where(@event => @event.Resource == Pod.Main.Resource))
        {
            if (@event.What == "die")
            {
                end = @event;
            }
            else if (@event.What == "start" && end is { } known)
            {
                var absence = TimeSpan.FromTicks((@event.Nanoseconds - known.Nanoseconds) / TimeSpan.NanosecondsPerTick);
                longest = absence > longest ? absence : longest;
            }
        }

        return longest;
    }

    /// <summary>More of anything than there are members.</summary>
    private IEnumerable<string> Leftovers(EngineContainer[] containers, Expectation expected)
    {
        foreach (var member in Pod.Members.Where(member => containers.Count(container => container.Resource == member.Resource) > 1))
        {
            yield return $"'{member}' has more than one container";
        }

        var joined = Pod.Sidecars.Count(sidecar => sidecar.IsJoined && expected.IsUp(sidecar));
        var clients = running.LogClients().Length;
        if (clients != joined)
        {
            yield return $"{clients} clients follow the logs of {joined} containers";
        }

        var processes = running.CountLoggingProcesses();
        if (processes != Pod.Sidecars.Count(sidecar => !sidecar.IsContainer && expected.IsUp(sidecar)))
        {
            yield return $"the logging sidecar has {processes} processes";
        }
    }

    private async Task<IEnumerable<string>> NetworksAsync(Expectation expected, EngineContainer[] containers)
    {
        Dictionary<string, string> networks = [];
        foreach (var member in Pod.Members.Where(member => (member.IsMain || member.IsJoined) && expected.IsUp(member)))
        {
            networks[member.Resource] = await TestEngine.RunAsync("exec", containers.Single(container => container.Resource == member.Resource).Id, "readlink", "/proc/self/ns/net");
        }

        return from network in networks
               where network.Value != networks[Pod.Main.Resource]
               select $"'{network.Key}' is in {network.Value}, and its main in {networks[Pod.Main.Resource]}";
    }

    private async Task<IEnumerable<string>> ServersAsync(Expectation expected)
    {
        List<string> silent = [];
        foreach (var member in Pod.Members.Where(member => member.IsServer && expected.IsUp(member)))
        {
            var ports = member.IsJoined ? Pod.Main : member;
            if (!expected.WithoutPorts.Contains(ports) && await ProblemAsync(running.Report(member)?.Url) is { } problem)
            {
                silent.Add($"'{member}' does not serve: {problem}");
            }
        }

        return silent;
    }

    private static async Task<string?> ProblemAsync(string? url)
    {
        try
        {
            await Http.GetStringAsync(new Uri(url ?? throw new HttpRequestException("it has no URL")));
            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return $"{url} {exception.Message}";
        }
    }
}
