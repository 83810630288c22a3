using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Faults.Pod;
using Faults.Steps;

namespace Faults.Driving;

/// <summary>
/// Makes one fault after another. After each it waits until the pod has settled, and looks whether all is as it should be.
/// </summary>
public sealed class FaultRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>So long all has to be well before the next step.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    /// <summary>Others may make faults on the same engine.</summary>
    private readonly FaultPod _pod = new($"f{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}");
    private readonly EngineEvents _events = new();
    private readonly RunningPod _running;
    private readonly Invariants _invariants;
    private readonly Action<string> _write;
    private readonly List<double> _settling = [];

    private FaultRun(ShippedLines lines, SlowEngine? engine, Action<string> write)
    {
        _write = write;
        _running = new(_pod, lines, engine);
        _invariants = new(_running, _events);
    }

    /// <summary>Returns what broke, or <see langword="null"/>.</summary>
    public static async Task<string?> RunAsync(FaultOptions options, Action<string> write)
    {
        await using var lines = await ShippedLines.StartAsync();
        var engine = options.Delay > TimeSpan.Zero ? new SlowEngine(options.Delay) : null;
        await using var run = new FaultRun(lines, engine, write);
        return await run.RunAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        _events.Dispose();
    }

    private async Task<string?> RunAsync(FaultOptions options)
    {
        Write($"seed {options.Seed}, {options.Length.TotalMinutes:0.#} minutes, pod '{_pod.Main}'");
        var choice = new Choice(new Random(options.Seed), _pod);
        var clock = Stopwatch.StartNew();
        var expected = new Expectation();
        var step = new Step("start the AppHost", Target: null, StartAsync, before => _pod.Members.Aggregate(before, (all, member) => all.WithStarts(member, 1, 1)));
        for (var number = 0; ; number++, step = _running.HasLostWatch ? AppHostFaults.Again("Aspire's watch over containers has ended: end the AppHost", choice) : choice.Next(expected))
        {
            Write($"{clock.Elapsed:mm\\:ss} {number}: {step}");
            (expected, var broken) = await TakeAsync(step, expected);
            if (broken.Length > 0 && !_running.HasLostWatch)
            {
                return Tell($"seed {options.Seed}, step {number}, {step}:", broken);
            }

            if (clock.Elapsed > options.Length)
            {
                _settling.Sort();
                Write($"seed {options.Seed}: {number} steps, no invariant broken; settled after a median of {_settling[_settling.Count / 2]:0.0} s, at most {_settling[^1]:0.0} s; {_running.Ends}; {_running.Lines}");
                return null;
            }
        }
    }

    private static Task StartAsync(RunningPod running)
    {
        running.Start();
        return Task.CompletedTask;
    }

    private async Task<(Expectation Expected, string[] Broken)> TakeAsync(Step step, Expectation before)
    {
        _invariants.Remember();
        var expected = step.Expect(before.AtRest());
        try
        {
            await step.MakeAsync(_running);
        }
        catch (Exception exception) when (exception is InvalidOperationException or AssertFailedException)
        {
            return (expected, [exception.Message]);
        }

        return (expected, await SettleAsync(expected));
    }

    private async Task<string[]> SettleAsync(Expectation expected)
    {
        var clock = Stopwatch.StartNew();
        var settled = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            var broken = await _invariants.FindBrokenAsync(expected);
            if (broken.Length == 0)
            {
                if (settled.Elapsed > Quiet)
                {
                    _settling.Add((clock.Elapsed - settled.Elapsed).TotalSeconds);
                    return broken;
                }
            }
            else if (clock.Elapsed > Patience || _running.AppHost.HasExited || _running.HasLostWatch)
            {
                return broken;
            }
            else
            {
                settled.Restart();
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private string Tell(string where, string[] broken)
    {
        var text = string.Join(Environment.NewLine, [
            where, .. _running.AppHost.HasExited ? [$"  the AppHost has ended with {_running.AppHost.ExitCode}"] : (string[])[], .. broken.Select(line => $"  broken: {line}"),
            .. _pod.Members.Select(member => $"  {_running.Report(member)}"),
            .. _running.Log.TakeLast(40).Select(line => $"  log: {line}")]);
        _write(text);
        return text;
    }

    private void Write(FormattableString text) => _write(text.ToString(CultureInfo.InvariantCulture));
}
