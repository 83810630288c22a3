namespace Catalog.Api.Logging;

/// <summary>
/// A file of lines that is renamed once it is full: <c>api.log</c> becomes <c>api.log.1</c>, that <c>api.log.2</c>, and so on.
/// A line is never split over two files.
/// </summary>
internal sealed class LogFile(string path, long maxBytes, int keep) : IDisposable
{
    private readonly Lock _gate = new();
    private FileStream? _stream;

    public void Append(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            _stream ??= Open(path);
            if (_stream.Length > 0 && _stream.Length + line.Length > maxBytes)
            {
                Close();
                Rotate();
                _stream = Open(path);
            }

            _stream.Write(line);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Close();
        }
    }

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private void Rotate()
    {
        for (var number = keep - 1; number >= 1; number--)
        {
            if (File.Exists($"{path}.{number}"))
            {
                File.Move($"{path}.{number}", $"{path}.{number + 1}", overwrite: true);
            }
        }

        File.Move(path, $"{path}.1", overwrite: true);
    }

    // Unbuffered: a line is in the file when the call returns, and the shipper may read, rename and delete as it likes.
    private static FileStream Open(string path) =>
        new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
