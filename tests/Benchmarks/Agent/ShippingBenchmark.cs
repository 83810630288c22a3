using System.Globalization;
using Benchmarks.Numbers;
using Testing;

namespace Benchmarks.Agent;

/// <summary>
/// T8: processor seconds, lines in a second and peak memory of the agent for so many thousand lines, plain and JSON, on one core; beside rsyslog and syslog-ng from Debian on the same
/// core, in turn, where there is an engine to run them.
/// </summary>
internal static class ShippingBenchmark
{
    private const int Rounds = 3;
    private const int Longer = 5;
    private const int LineLength = 194;
    private const int MemoryLimit = 100;
    private const double DllLimit = 1.3;

    public static async Task<IReadOnlyList<Row>> RunAsync(int thousands)
    {
        var native = await AgentBuild.PublishNativeAsync();
        List<Row> rows = [];
        foreach (var isJson in (bool[])[false, true])
        {
            (PeerShipper Shipper, double Limit)[] peers = isJson ? [(PeerShipper.Rsyslog, 0.5), (PeerShipper.SyslogNg, 0.5)] : [(PeerShipper.Rsyslog, 1.0), (PeerShipper.SyslogNg, 0.6)];
            rows.AddRange(await CompareAsync(native, peers, thousands * 1000, isJson));

            // A shipper runs for long: here what the dll pays once, for being compiled, counts for what it is.
            rows.AddRange(await CompareAsync(native, [], thousands * 1000 * Longer, isJson));
        }

        return rows;
    }

    private static async Task<IEnumerable<Row>> CompareAsync(AgentBuild native, (PeerShipper Shipper, double Limit)[] peers, int lines, bool isJson)
    {
        var folder = TemporaryFolder.Create();
        try
        {
            WriteLines(Path.Combine(folder, "app.log"), lines, isJson);
            Dictionary<string, Usage> usages = new() { [native.Name] = new(lines), [AgentBuild.Dll.Name] = new(lines) };
            var problem = peers is [] ? null : await PeerShipper.FindProblemAsync();
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var build in (AgentBuild[])[native, AgentBuild.Dll])
                {
                    await AgentProgram.ShipAsync(build, folder, lines, usages[build.Name]);
                }

                foreach (var (shipper, _) in problem is null ? peers : [])
                {
                    await shipper.ShipAsync(folder, lines, isJson, usages.TryGetValue(shipper.Name, out var usage) ? usage : usages[shipper.Name] = new(lines));
                }
            }

            return Rows(native, peers, usages, $"{(isJson ? "JSON, parsed" : "plain")}, {lines / 1e6:0.###} M lines", problem);
        }
        finally
        {
            TemporaryFolder.Delete(folder);
        }
    }

    private static IEnumerable<Row> Rows(AgentBuild native, (PeerShipper Shipper, double Limit)[] peers, Dictionary<string, Usage> usages, string what, string? problem)
    {
        var (own, dll) = (usages[native.Name], usages[AgentBuild.Dll.Name]);
        foreach (var (shipper, limit) in peers)
        {
            yield return usages.TryGetValue(shipper.Name, out var usage)
                ? Row.Ratios("T8", $"agent, {native.Name}, CPU for a million lines, {what}", own.Processor, shipper.Name, usage.Processor, limit)
                : Row.Of("T8", $"agent, {native.Name}, CPU for a million lines, {what}; {shipper.Name} not measured: {problem}", own.Processor);
        }

        yield return Row.Ratios("T8", $"agent, {AgentBuild.Dll.Name}, CPU for a million lines, {what}", dll.Processor, native.Name, own.Processor, DllLimit);
        foreach (var (name, usage) in usages)
        {
            yield return usage == own || usage == dll
                ? Row.Limits("T8", $"agent, {name}, peak memory, {what}", usage.Memory, MemoryLimit)
                : Row.Of("T8", $"{name}, peak memory, {what}", usage.Memory);
            yield return Row.Of("T8", $"{(usage == own || usage == dll ? "agent, " : "")}{name}, speed, {what}", usage.Speed);
        }
    }

    private static void WriteLines(string path, int lines, bool isJson)
    {
        using var writer = new StreamWriter(path);
        for (var number = 0; number < lines; number++)
        {
            var line = isJson
                ? string.Create(CultureInfo.InvariantCulture, $$"""{"time":"2026-01-31T12:00:{{number % 60:00}}.{{number % 1000:000}}Z","level":"info","msg":"order #{{number}}; placed","customer":{{number * 7L % 100_000}},"took":{{number % 900}}.5,"warehouse":"north","pad":"{{new string('x', 40)}}"}""")
                : string.Create(CultureInfo.InvariantCulture, $"2026-01-31T12:00:{number % 60:00}.{number % 1000:000}Z INFO [worker-{number % 16}] Shop.Orders - order #{number}; placed by customer {number * 7L % 100_000}").PadRight(LineLength, '.');
            writer.Write(line);
            writer.Write('\n');
        }
    }
}
