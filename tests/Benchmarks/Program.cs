using System.Globalization;
using Benchmarks.Agent;
using Benchmarks.Kill;
using Benchmarks.Micro;
using Benchmarks.Model;
using Benchmarks.Network;
using Benchmarks.Numbers;
using Benchmarks.Publish;
using Benchmarks.Running;

// The program starts itself again as an AppHost, where that is to be measured or killed.
if (Environment.GetEnvironmentVariable(MeasuredAppHost.Variable) is { Length: > 0 } description)
{
    await MeasuredAppHost.RunAsync(description);
    return 0;
}

// One class for each benchmark, in the order of the targets.
Dictionary<string, Benchmark> benchmarks = new(StringComparer.OrdinalIgnoreCase)
{
    ["start"] = new(10, StartBenchmark.RunAsync),
    ["model"] = new(5, ModelBenchmark.RunAsync),
    ["restart"] = new(100, RestartBenchmark.RunAsync),
    ["agent-stop"] = new(100, StoppingBenchmark.RunAsync),
    ["publish"] = new(100, PublishBenchmark.RunAsync),
    ["kill"] = new(20, KillBenchmark.RunAsync),
    ["call"] = new(5, CallBenchmark.RunAsync),
    ["agent-ship"] = new(1000, ShippingBenchmark.RunAsync),
    ["agent-idle"] = new(10_000, IdleBenchmark.RunAsync),
    ["log"] = new(3, LogBenchmark.RunAsync),
};

switch (args)
{
    case ["all", .. var rest]:
        var path = rest.FirstOrDefault(word => !word.Contains('=')) ?? "numbers.md";
        List<Row> rows = [];
        List<string> told = [];
        foreach (var (name, benchmark) in benchmarks)
        {
            var rounds = Rounds(name, benchmark, rest);
            told.Add($"{name} {rounds}");
            Console.Error.WriteLine(told[^1]);
            rows.AddRange(await benchmark.RunAsync(rounds));

            // At once, for the rest takes its time.
            await File.WriteAllTextAsync(path, await NumbersTable.PageAsync(told, rows));
        }

        Console.WriteLine(await File.ReadAllTextAsync(path));
        return 0;

    case ["micro", .. var filters]:
        MicroBenchmarks.Run(filters);
        return 0;

    case [var one, .. var rest] when benchmarks.TryGetValue(one, out var chosen):
        var measured = await chosen.RunAsync(rest is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : chosen.Rounds);
        Console.WriteLine(string.Join('\n', [.. NumbersTable.Head, .. measured.Select(row => row.ToString())]));
        return 0;

    default:
        Console.Error.WriteLine($"Say which benchmark: {string.Join(", ", benchmarks.Keys)}; and how many rounds, if not as usual. Or all, a file for the table, and other rounds such as start=3; or micro, and filters of BenchmarkDotNet.");
        return 1;
}

static int Rounds(string name, Benchmark benchmark, string[] wanted) =>
    wanted.FirstOrDefault(word => word.StartsWith($"{name}=", StringComparison.OrdinalIgnoreCase)) is { } word ? int.Parse(word[(name.Length + 1)..], CultureInfo.InvariantCulture) : benchmark.Rounds;
