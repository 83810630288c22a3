using System.Text;

namespace Aspire.Hosting.Processes;

/// <summary>
/// Splits the output of a process into lines as it comes. ANSI sequences are kept; the line ends are LF, CRLF, and the end of the
/// stream. A lone CR stays in the line, since progress displays write it.
/// </summary>
internal static class LineReader
{
    private const int BufferSize = 8 * 1024;

    // A program that never ends its line must not fill the memory: its line is cut.
    private const int MaxLineLength = 256 * 1024;

    public static async Task ReadAsync(Stream stream, Action<string> onLine, CancellationToken cancellationToken)
    {
        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
        var bytes = new byte[BufferSize];
        var characters = new char[BufferSize + 1];
        var line = new StringBuilder();
        while (await ReadSomeAsync(stream, bytes, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            Append(line, characters.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false)), onLine);
        }

        Append(line, characters.AsSpan(0, decoder.GetChars([], characters, flush: true)), onLine);
        if (line.Length > 0)
        {
            Emit(line, onLine);
        }
    }

    // Reading is given up when something else keeps the pipe open after the process has ended: what came until then still counts.
    private static async Task<int> ReadSomeAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private static void Append(StringBuilder line, ReadOnlySpan<char> text, Action<string> onLine)
    {
        while (text.IndexOf('\n') is var end and >= 0)
        {
            line.Append(text[..end]);
            Emit(line, onLine);
            text = text[(end + 1)..];
        }

        line.Append(text);
        if (line.Length > MaxLineLength)
        {
            Emit(line, onLine);
        }
    }

    private static void Emit(StringBuilder line, Action<string> onLine)
    {
        if (line.Length > 0 && line[^1] == '\r')
        {
            line.Length--;
        }

        onLine(line.ToString());
        line.Clear();
    }
}
