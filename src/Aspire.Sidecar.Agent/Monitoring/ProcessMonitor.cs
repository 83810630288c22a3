using Aspire.Sidecar.Agent.Protobuf;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Monitoring;

/// <summary>Writes what the main's process uses, by the semantic conventions (opentelemetry.io/docs/specs/semconv/system/process-metrics).</summary>
internal sealed class ProcessMonitor(MainProcess main, ILogger logger)
{
    private int? _last;

    public void Write(MetricWriter output, ulong time)
    {
        var id = main.Find();
        var figures = id is { } known ? ProcessReader.Read(known) : null;
        Report(figures is null ? null : id);
        if (figures is null || id is null)
        {
            return;
        }

        IReadOnlyList<KeyValuePair<string, string>> attributes = [new("process.pid", id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        output.BeginSum("process.cpu.time", "s", "Processor time that the main used.", isMonotonic: true);
        output.AddNumber([.. attributes, new("cpu.mode", "user")], figures.StartedAt, time, figures.UserTime);
        output.AddNumber([.. attributes, new("cpu.mode", "system")], figures.StartedAt, time, figures.SystemTime);
        output.End();
        WriteUse("process.memory.usage", "By", "Physical memory that the main uses.", figures.Memory);
        WriteUse("process.memory.virtual", "By", "Address space that the main uses.", figures.VirtualMemory);
        WriteUse("process.thread.count", "{thread}", "Threads of the main.", figures.Threads);
        if (figures.OpenFiles is { } openFiles)
        {
            WriteUse(OperatingSystem.IsWindows() ? "process.windows.handle.count" : "process.unix.file_descriptor.count", OperatingSystem.IsWindows() ? "{handle}" : "{file_descriptor}", "Files, connections and the like that the main has open.", openFiles);
        }

        void WriteUse(string name, string unit, string description, double value)
        {
            output.BeginSum(name, unit, description, isMonotonic: false);
            output.AddNumber(attributes, figures.StartedAt, time, value);
            output.End();
        }
    }

    private void Report(int? id)
    {
        if (id == _last)
        {
            return;
        }

        _last = id;
        if (id is { } found)
        {
            using var process = TryGet(found);
            logger.MainFound(found, process?.ProcessName ?? "");
        }
        else
        {
            logger.MainGone();
        }
    }

    private static System.Diagnostics.Process? TryGet(int id)
    {
        try
        {
            return System.Diagnostics.Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
