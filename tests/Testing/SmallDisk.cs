using System.Diagnostics;

namespace Testing;

/// <summary>A file system with little room, in memory, which a test can fill.</summary>
public sealed class SmallDisk : IDisposable
{
    private const int Block = 4096;

    private string FillerPath => System.IO.Path.Combine(Path, "filler");

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <param name="size">In bytes; what is smaller than a page of memory counts as one.</param>
    public static SmallDisk Mount(int size)
    {
        Requirement.Check("ENGINE", OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null : "Only root on Linux can mount a disk that is soon full.");
        var disk = new SmallDisk(TemporaryFolder.Create());
        Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk.Path);

        return disk;
    }

    /// <summary>Leaves not a byte.</summary>
    public void Fill()
    {
        using var filler = new FileStream(FillerPath, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true)
            {
                filler.Write(new byte[Block]);
            }
        }
        catch (IOException)
        {
        }
    }

    public void MakeRoom() => File.Delete(FillerPath);

    public void Dispose() => Run("umount", "--lazy", Path);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.Should().Be(0, "{0} {1} has to succeed", program, string.Join(' ', arguments));
    }
}
