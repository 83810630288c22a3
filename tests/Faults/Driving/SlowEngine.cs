using System.Globalization;

namespace Faults.Driving;

/// <summary>
/// A client of the container engine that takes its time before each call: first on PATH, under the name of the real one.
/// </summary>
internal sealed class SlowEngine
{
    private readonly string _folder = TemporaryFolder.Create();

    public SlowEngine(TimeSpan delay)
    {
        var client = Path.Combine(_folder, TestEngine.Program);
        File.WriteAllText(client, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\nsleep {delay.TotalSeconds}\nexec {RealClient()} \"$@\"\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(client, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The search path of a program that is to have it.</summary>
    public string SearchPath => $"{_folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";

    private static string RealClient() =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, TestEngine.Program)).First(File.Exists);
}
