using System.Text;

namespace Aspire.Sidecar.Agent.Tests.Hosting;

/// <summary>A folder of log files that is gone after the test.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly DirectoryInfo _directory;

    public LogFolder() => _directory = Directory.CreateTempSubdirectory("sidecar-agent-");

    public LogFolder(SmallDisk disk) => _directory = Directory.CreateDirectory(System.IO.Path.Combine(disk.Path, "logs"));

    public string Path => _directory.FullName;

    public string PositionsPath => this[".sidecar/logs.positions.json"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Append(string name, string text) => Append(name, Encoding.UTF8.GetBytes(text));

    public void Append(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        using var stream = new FileStream(this[name], FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.Write(bytes);
    }

    public void AppendLines(string name, int first, int count) =>
        Append(name, string.Concat(Enumerable.Range(first, count).Select(number => $"{SequenceLine(number)}\n")));

    public void Rename(string from, string to) => File.Move(this[from], this[to], overwrite: true);

    /// <summary>What logrotate's copytruncate does.</summary>
    public void CopyAndTruncate(string from, string to)
    {
        File.Copy(this[from], this[to], overwrite: true);
        Truncate(from);
    }

    public void Truncate(string name)
    {
        using var stream = new FileStream(this[name], FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.SetLength(0);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    public static string SequenceLine(int number) => $"2026-01-31T12:00:00Z INFO line {number} of many, with some text to give it an ordinary length";

    public static int SequenceNumber(string body) => int.Parse(body.Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture);
}
