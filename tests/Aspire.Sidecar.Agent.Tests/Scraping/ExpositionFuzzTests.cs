using System.Text;
using Aspire.Sidecar.Agent.Scraping;
using Aspire.Sidecar.Agent.Tests.Hosting;
using CsCheck;

namespace Aspire.Sidecar.Agent.Tests.Scraping;

/// <summary>Whatever an endpoint answers, it is read or refused with a reason.</summary>
[TestClass]
public sealed class ExpositionFuzzTests
{
    private static readonly string[] Pieces =
    [
        "# TYPE ", "# HELP ", "# UNIT ", "# EOF", "m", "m_total", "m_bucket", "m_sum", "m_count", "m_created", " counter", " histogram", " summary", " gauge", " info", "{", "}", "le=\"0.1\"", "le=\"+Inf\"", "quantile=\"0.5\"", "a=\"b\"",
        "\"x.y\"", ",", "=", "\"", "\\", " ", "\t", "1", "-1", "1e400", "NaN", "+Inf", " # {trace_id=\"0af7651916cd43dd8448eb211c80319c\"} 1", " 1520879607.789", "\n", "\n", "\r\n", "ä",
    ];

    [TestMethod]
    public void Bytes_of_anything() => Gen.Byte.Array[0, 200].Sample(bytes => Check(bytes), iter: Fuzzing.Inputs);

    [TestMethod]
    public void Pieces_of_the_formats() => Gen.Int[0, Pieces.Length - 1].Array[1, 40].Sample(pieces => Check(Encoding.UTF8.GetBytes(string.Concat(pieces.Select(piece => Pieces[piece])))), iter: Fuzzing.Inputs);

    private static void Check(byte[] text)
    {
        foreach (var isOpenMetrics in (bool[])[false, true])
        {
            var endpoint = new ScrapedMetrics(isOpenMetrics);
            try
            {
                endpoint.Read(text, time: 100);
                endpoint.Read([], time: 200);
            }
            catch (ExpositionException exception)
            {
                exception.Message.Should().StartWith("line ");
            }
        }
    }
}
