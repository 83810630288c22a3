using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Faults.Pod;

namespace Faults.Driving;

/// <summary>
/// The pod in an AppHost of its own, as far as it is seen and told from outside.
/// </summary>
internal sealed class RunningPod(FaultPod pod, ShippedLines lines, SlowEngine? engine) : IAsyncDisposable
{
    private static readonly TimeSpan WaitingTime = TimeSpan.FromSeconds(10);

    private readonly string _store = TemporaryFolder.Create();
    private readonly Dictionary<string, MemberReport> _reports = [];
    private readonly Dictionary<string, string> _answers = [];
    private readonly List<string> _log = [];
    private AppHostProcess? _appHost;
    private readonly List<double> _ends = [];
    private int _questions;

    public FaultPod Pod => pod;

    public ShippedLines Lines => lines;

    /// <summary>When the AppHost was started, since 1970: what the engine did before was for another one.</summary>
    public long StartNanoseconds { get; private set; }

    public AppHostProcess AppHost => _appHost ?? throw new InvalidOperationException("The AppHost has not been started.");

    /// <summary>What this AppHost has logged, and no other before it.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            Read();
            return _log;
        }
    }

    /// <summary>
    /// Whether Aspire's own watch over containers has ended: 13.6.5 throws where a container that is started again has two endpoints for a moment (ResourceSnapshotBuilder.GetUrls), with
    /// containers of its own too. From then on it tells nothing of any container.
    /// </summary>
    public bool HasLostWatch => Log.Any(line => line.Contains("Watch task over Kubernetes Container resources terminated", StringComparison.Ordinal));

    public MemberReport? Report(Member member)
    {
        Read();
        return _reports.GetValueOrDefault(member.Resource);
    }

    public void Start()
    {
        _reports.Clear();
        _answers.Clear();
        _log.Clear();
        StartNanoseconds = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        _appHost = AppHostProcess.Start<Projects.Faults>(
            Projects.Faults.ProjectPath,
            [
                new(PodHost.Variable, pod.Main.Resource),
                new(PodHost.ReceiverVariable, lines.Url.ToString()),
                new("Aspire__Store__Path", _store),
                new("ASPIRE_CONTAINER_RUNTIME", TestEngine.Program),
                .. engine is null ? (KeyValuePair<string, string>[])[] : [new("PATH", engine.SearchPath)],
            ]);
    }

    public async Task CommandAsync(Member member, string command)
    {
        if (await AskAsync(command, member) is { Length: > 0 } problem)
        {
            Assert.Fail($"The command '{command}' of '{member}': {problem}");
        }
    }

    /// <summary>Has the AppHost do something, and returns what went wrong, or nothing.</summary>
    public async Task<string> AskAsync(string what, Member member)
    {
        var question = (++_questions).ToString(CultureInfo.InvariantCulture);
        AppHost.Send($"{question} {what} {member}");
        var waiting = new Stopwatch();
        await Eventually.TrueAsync(() => IsAnswered(question) || AppHost.HasExited || IsHeldBack(member, waiting), $"the AppHost answers to '{what} {member}'");
        return _answers.GetValueOrDefault(question, AppHost.HasExited ? "the AppHost has ended" : "");
    }

    /// <summary>The clients of the engine that the integration itself has running to follow logs: the orchestrator has its own.</summary>
    public string[] LogClients() => [.. AppHost.Processes.StartedBy(AppHost.Id).Where(process => process.Value is [_, "logs", "--follow", ..]).Select(process => process.Key)];

    /// <summary>How often the program of the process member runs.</summary>
    public int CountLoggingProcesses() => AppHost.Processes.List().Count(process => process.Contains("Aspire.Sidecar.Agent.dll logging", StringComparison.Ordinal));

    /// <summary>What is there of it in the engine and among the processes, after its end.</summary>
    public async Task<string[]> LeftAsync() =>
    [
        .. await TestEngine.ListAsync("ps", "--all", "--filter", $"name=^{pod.Main}-", "--format", "{{.Names}}"),
        .. await TestEngine.ListAsync("volume", "ls", "--quiet", "--filter", $"name=.{pod.Main}."),

        // Podman 4.3's client that follows a log sometimes misses the end of its container, and stays.
        .. AppHost.Processes.List().Where(process => !(TestEngine.IsPodman && process.Contains("podman logs --follow", StringComparison.Ordinal))),
    ];

    /// <summary>After what time nothing was left of an AppHost.</summary>
    public void NoteEnd(TimeSpan time) => _ends.Add(time.TotalSeconds);

    public string Ends => _ends.Count == 0
        ? "the AppHost was not ended"
        : string.Create(CultureInfo.InvariantCulture, $"{_ends.Count} AppHosts ended, nothing left after a median of {_ends.Order().ElementAt(_ends.Count / 2):0.0} s, at most {_ends.Max():0.0} s");

    public async ValueTask DisposeAsync()
    {
        if (_appHost is not null)
        {
            await _appHost.DisposeAsync();
        }
    }

    /// <summary>A start goes on when the main runs: the command is not answered before.</summary>
    private bool IsHeldBack(Member member, Stopwatch waiting)
    {
        if (!member.IsJoined || Report(member)?.State != KnownResourceStates.Waiting || Report(pod.Main)?.State == KnownResourceStates.Running)
        {
            waiting.Reset();
            return false;
        }

        waiting.Start();
        return waiting.Elapsed > WaitingTime;
    }

    private bool IsAnswered(string question)
    {
        Read();
        return _answers.ContainsKey(question);
    }

    private void Read()
    {
        lock (_log)
        {
            string? line = null;
            while (_appHost?.Output.TryDequeue(out line) == true || _appHost?.Errors.TryDequeue(out line) == true)
            {
                Take(line!);
            }
        }
    }

    private void Take(string line)
    {
        if (line.StartsWith(PodHost.StateMark, StringComparison.Ordinal))
        {
            var report = JsonSerializer.Deserialize<MemberReport>(line[PodHost.StateMark.Length..])!;
            _reports[report.Resource] = report;
        }
        else if (line.StartsWith(PodHost.AnswerMark, StringComparison.Ordinal))
        {
            var words = line[PodHost.AnswerMark.Length..].Split(' ', 2);
            _answers[words[0]] = words[1];
        }
        else
        {
            _log.Add(line);
        }
    }
}
