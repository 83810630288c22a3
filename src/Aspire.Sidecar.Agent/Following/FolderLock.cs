using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Lets one agent at a time work with a positions file: two would send every line twice. The lock is that of <c>flock(2)</c>, which ends with the process, however that
/// ends, and holds between containers and the host. .NET's own sharing modes are switched off in this program.
/// </summary>
internal sealed partial class FolderLock : IDisposable
{
    private const int Exclusive = 2;
    private const int DoNotWait = 4;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int LongestHolder = 200;

    private readonly FileStream _file;

    private FolderLock(FileStream file)
    {
        _file = file;
    }

    /// <summary>Null when another agent has it, which <paramref name="holder"/> names.</summary>
    /// <exception cref="IOException">There can be no lock here, such as on a volume that is read only.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
    public static FolderLock? TryTake(string path, out string holder)
    {
        holder = "";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream file;
        try
        {
            file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Read : FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (IOException) when (OperatingSystem.IsWindows() && File.Exists(path))
        {
            return null;
        }

        if (!OperatingSystem.IsWindows() && Lock(file.SafeFileHandle, Exclusive | DoNotWait) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            using (file)
            {
                holder = ReadHolder(file);
            }

            return error is WouldBlockOnLinux or WouldBlockOnMac ? null : throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }

        NoteHolder(file);
        return new(file);
    }

    public void Dispose() => _file.Dispose();

    private static string ReadHolder(FileStream file)
    {
        Span<byte> text = stackalloc byte[LongestHolder];
        return System.Text.Encoding.UTF8.GetString(text[..file.Read(text)]).Trim();
    }

    private static void NoteHolder(FileStream file)
    {
        try
        {
            file.SetLength(0);
            file.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}")));
        }
        catch (IOException)
        {
            // On a full disk the lock holds all the same; another agent just cannot say whose it is.
        }
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);
}
