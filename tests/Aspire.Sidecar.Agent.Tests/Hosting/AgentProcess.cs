using System.Diagnostics;
using System.Text;

namespace Aspire.Sidecar.Agent.Tests.Hosting;

/// <summary>The agent as a process of its own.</summary>
internal sealed class AgentProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    public AgentProcess(IReadOnlyDictionary<string, string?> variables, params string[] options)
        : this(variables, ["logging", .. RunningAgent.QuickOptions, .. options], openFiles: null)
    {
    }

    /// <param name="variables">What it is started with.</param>
    /// <param name="arguments">All of the command line, the job first.</param>
    /// <param name="openFiles">How many files it may have open; null for what the system allows.</param>
    public AgentProcess(IReadOnlyDictionary<string, string?> variables, string[] arguments, int? openFiles)
    {
        var dotnet = Environment.ProcessPath is { } path && System.IO.Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        string[] line = openFiles is null ? [dotnet, ProgramPath(), .. arguments] : ["sh", "-c", $"ulimit -n {openFiles}; exec \"$@\"", "sh", dotnet, ProgramPath(), .. arguments];
        var start = new ProcessStartInfo(line[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in line.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal) || name.StartsWith("SIDECAR_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Ends it the way the kernel does when memory runs out.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await EndAsync();
    }

    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return (_process.ExitCode, Text(_output), Text(_errors));
    }

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line).Append(line is null ? "" : Environment.NewLine);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    // Not the copy beside the tests: that one lacks the assemblies which the tests have from the ASP.NET Core framework.
    private static string ProgramPath()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return System.IO.Path.Combine(own.Parent!.Parent!.FullName, "Aspire.Sidecar.Agent", own.Name, "Aspire.Sidecar.Agent.dll");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
