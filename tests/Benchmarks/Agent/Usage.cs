using System.Diagnostics;
using Benchmarks.Numbers;

namespace Benchmarks.Agent;

/// <summary>
/// What shippers of the same lines have used of the machine, run by run.
/// </summary>
/// <param name="lines">How many lines are shipped in each run.</param>
internal sealed class Usage(int lines)
{
    /// <summary>For a million lines.</summary>
    public Sample Processor { get; } = new("s");

    /// <summary>The most that it has had at once.</summary>
    public Sample Memory { get; } = new("MiB");

    public Sample Speed { get; } = new("lines/s");

    /// <summary>Adds what a process has used until now.</summary>
    /// <param name="process">The shipper.</param>
    /// <param name="duration">How long it took.</param>
    public void Add(Process process, TimeSpan duration)
    {
        process.Refresh();
        Processor.Add(process.TotalProcessorTime.TotalSeconds * 1_000_000 / lines);
        Memory.Add(process.PeakWorkingSet64 / (1024.0 * 1024));
        Speed.Add(lines / duration.TotalSeconds);
    }
}
