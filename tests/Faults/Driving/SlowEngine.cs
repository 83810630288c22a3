using System.Globalization;

namespace Faults.Driving;

/// <summary>
/// A client of the container engine that takes its time before each call: first on PATH, under the name of the real one.
/// </summary>
internal sealed class SlowEngine : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sidecar-tests-");

    public SlowEngine(TimeSpan delay)
    {
        var client = Path.Combine(_folder.FullName, TestEngine.Program);
        File.WriteAllText(client, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\nsleep {delay.TotalSeconds}\nexec {RealClient()} \"$@\"\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(client, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The search path of a program that is to have it.</summary>
    public string SearchPath => $"{_folder.FullName}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";

    public void Dispose() => _folder.Delete(recursive: true);

    private static string RealClient() =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, TestEngine.Program)).First(File.Exists);
}
