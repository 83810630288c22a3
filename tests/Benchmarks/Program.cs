using Benchmarks;

// One class for each benchmark, chosen by its name.
Dictionary<string, Func<int, Task>> benchmarks = new(StringComparer.OrdinalIgnoreCase)
{
    ["restart"] = RestartBenchmark.RunAsync,
    ["agent-ship"] = Benchmarks.Agent.ShippingBenchmark.RunAsync,
    ["agent-stop"] = Benchmarks.Agent.StoppingBenchmark.RunAsync,
    ["publish"] = Benchmarks.Publish.PublishBenchmark.RunAsync,
};

if (args is not [var name, .. var rest] || !benchmarks.TryGetValue(name, out var run))
{
    Console.Error.WriteLine($"Say which benchmark: {string.Join(", ", benchmarks.Keys)}; and how many rounds or seconds, if not 100.");
    return 1;
}

await run(rest is [var rounds] ? int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture) : 100);
return 0;
