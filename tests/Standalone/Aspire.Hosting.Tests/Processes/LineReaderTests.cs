using System.Text;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Tests.Processes;

[TestClass]
public sealed class LineReaderTests
{
    [TestMethod]
    [DataRow("a\nb\n", "a|b")]
    [DataRow("a\r\nb", "a|b")]
    [DataRow("10%\r20%\n", "10%\r20%")]
    [DataRow("\n\nx", "||x")]
    [DataRow("", "")]
    public async Task Lines_end_at_line_feeds(string text, string expected)
    {
        var lines = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        string.Join('|', lines).Should().Be(expected);
    }

    [TestMethod]
    public async Task Characters_that_arrive_in_pieces_are_put_together()
    {
        var lines = await ReadAsync(new OneByteStream(Encoding.UTF8.GetBytes("grün 😀\nende")));

        lines.Should().Equal("grün 😀", "ende");
    }

    [TestMethod]
    public async Task Line_without_end_is_cut_before_it_fills_the_memory()
    {
        var lines = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 1_000_000))));

        lines.Should().HaveCountGreaterThan(1);
        string.Concat(lines).Should().HaveLength(1_000_000);
    }

    private static async Task<List<string>> ReadAsync(Stream stream)
    {
        List<string> lines = [];
        await LineReader.ReadAsync(stream, lines.Add, CancellationToken.None);

        return lines;
    }

    private sealed class OneByteStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..1], cancellationToken);
    }
}
