using System.Text;
using Aspire.Sidecar.Agent.Parsing;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Micro;

/// <summary>A thousand lines of a log become records.</summary>
public class ParsingBenchmarks
{
    private const int Lines = 1000;

    private static readonly Dictionary<string, string> Formats = new()
    {
        ["plain"] = "2026-01-31T12:34:56.789Z INFO Catalog.Products[14] GET /products?currency=USD answered 200 in 12.3 ms",
        ["JSON"] = """{"@t":"2026-01-31T12:34:56.789Z","@l":"Warning","@mt":"GET {Path} answered {Status}","Path":"/products","Status":503,"SourceContext":"Catalog.Products"}""",
        ["logfmt"] = """time=2026-01-31T12:34:56.789Z level=warn msg="request failed" path=/products status=503""",
        ["access log"] = """127.0.0.1 - - [31/Jan/2026:12:34:56 +0000] "GET /products HTTP/1.1" 200 512 "-" "curl/8.5.0" """,
        ["container"] = """{"log":"2026-01-31T12:34:56.789Z INFO started\n","stream":"stdout","time":"2026-01-31T12:34:56.789Z"}""",
    };

    private readonly CountingSink _sink = new();
    private byte[] _line = [];
    private RecordAssembler _assembler = null!;

    [ParamsSource(nameof(Names))]
    public string Format { get; set; } = "";

    public static IEnumerable<string> Names => Formats.Keys;

    [GlobalSetup]
    public void Build()
    {
        var options = new ParsingOptions { TimeZone = TimeZoneInfo.Utc };
        _line = Encoding.UTF8.GetBytes(Formats[Format]);
        _assembler = new(new(options.Format, options.TimeZone, TimeProvider.System), options, _sink);
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public int Parse()
    {
        _assembler.Begin(observedTime: 1);
        for (var number = 0; number < Lines; number++)
        {
            _assembler.Add(new(_line, number * 200, (number + 1) * 200, 0));
        }

        _assembler.Flush();
        return _sink.Count;
    }

    private sealed class CountingSink : IRecordSink
    {
        public int Count { get; private set; }

        public void Add(RecordDraft record, long end, int lines) => Count += lines;

        public void Skip(long end, int lines)
        {
        }
    }
}
