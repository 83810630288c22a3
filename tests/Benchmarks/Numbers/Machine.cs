using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting;
using Testing;

namespace Benchmarks.Numbers;

/// <summary>
/// Where the numbers come from.
/// </summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        var engine = await TestEngine.RunAsync("version", "--format", "{{.Server.Version}}");
        var aspire = typeof(DistributedApplication).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({Processor()}), {memory:0} GiB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, Aspire {aspire}, {TestEngine.Program} {engine}, {DateTime.UtcNow:yyyy-MM-dd}");
    }

    private static string Processor() => (File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo") : [])
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
}
