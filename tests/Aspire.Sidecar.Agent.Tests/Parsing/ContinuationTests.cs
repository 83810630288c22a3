using System.Text;
using Aspire.Sidecar.Agent.Options;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

[TestClass]
public sealed class ContinuationTests
{
    [TestMethod]
    [DataRow("  10:00 INFO a", "  10:01 ERROR b")]
    [DataRow("\t2026-01-31 12:00:00 a", "\t2026-01-31 12:00:01 b")]
    [DataRow("  [INFO] a", "  [ERROR] b", "  WARN: c")]
    [DataRow("PaymentError: card 1 refused", "PaymentError: card 2 refused", "PaymentError: card 3 refused")]
    [DataRow("10:00 INFO start", "PaymentError: card 1 refused", "PaymentError: card 2 refused")]
    [DataRow("first", "Exception in thread \"main\" java.lang.IllegalStateException: x")]
    [DataRow("first", "panic: x")]
    public void Lines_with_a_beginning_of_their_own_are_records(params string[] lines) =>
        ParsedRecord.Many(lines).Select(record => record.Body.StringValue).Should().Equal(lines);

    [TestMethod]
    [DataRow("System.InvalidOperationException", "boom", "Unhandled exception. System.InvalidOperationException: boom", "   at A.B()", "   at C.D() in /x.cs:line 3")]
    [DataRow("java.lang.IllegalStateException", "boom", "Exception in thread \"main\" java.lang.IllegalStateException: boom", "\tat a.B.c(B.java:1)", "Caused by: java.io.IOException: disk", "\t... 3 more")]
    [DataRow("panic", "runtime error: index out of range [5] with length 3", "panic: runtime error: index out of range [5] with length 3", "", "goroutine 1 [running]:", "main.main()", "\t/tmp/prog.go:9 +0x1d", "created by main.start in goroutine 7", "exit status 2")]
    [DataRow("ValueError", "bad", "Traceback (most recent call last):", "  File \"a.py\", line 1, in <module>", "    f()", "ValueError: bad")]
    [DataRow("Exception", "msg in /app/x.php:3", "PHP Fatal error:  Uncaught Exception: msg in /app/x.php:3", "Stack trace:", "#0 /app/x.php(7): foo()", "#1 {main}", "  thrown in /app/x.php on line 3")]
    [DataRow("TypeError", "x is not a function", "TypeError: x is not a function", "    at Object.<anonymous> (/app/x.js:1:7)", "    at node:internal/main/run_main_module:23:47")]
    public void Traces_are_one_record_each(string type, string message, params string[] lines)
    {
        var records = ParsedRecord.Many(["2026-01-31T12:00:00Z INFO before", .. lines, "2026-01-31T12:00:01Z INFO after"]);

        var whole = string.Join('\n', lines);
        records.Should().HaveCountLessThanOrEqualTo(3).And.HaveCountGreaterThanOrEqualTo(2);
        var trace = records[^2];
        trace.Body.StringValue.Should().EndWith(whole);
        (trace.Attribute("exception.type"), trace.Attribute("exception.message")).Should().Be((type, message));
        records[^1].Body.StringValue.Should().Be("2026-01-31T12:00:01Z INFO after");
    }

    [TestMethod]
    public void Rust_panics_are_one_record_each()
    {
        string[] lines = ["thread 'main' panicked at src/main.rs:2:5:", "explicit panic", "stack backtrace:", "   0: rust_begin_unwind", "             at /rustc/std/src/panicking.rs:1", "note: run with `RUST_BACKTRACE=full` for more"];
        var records = ParsedRecord.Many(["before", .. lines, "after"]);

        records.Select(record => record.Body.StringValue).Should().Equal("before", string.Join('\n', lines), "after");
        records[1].SeverityNumber.Should().Be(SeverityNumber.Fatal);
    }

    [TestMethod]
    public void A_message_below_the_head_of_the_console_logger_is_part_of_it_whatever_it_looks_like() =>
        ParsedRecord.Many("fail: Shop.Orders[14]", "      ERROR while paying", "info: Shop[0]", "      10:00 is the time").Select(record => record.Body.StringValue)
            .Should().Equal("fail: Shop.Orders[14]\n      ERROR while paying", "info: Shop[0]\n      10:00 is the time");

    [TestMethod]
    public void A_pattern_of_the_user_decides_where_records_begin()
    {
        var options = new Agent.Parsing.ParsingOptions { RecordStart = new LinePattern("^#"), TimeZone = ParsedRecord.Zone };
        var sink = ParsedRecord.Many(options, [.. new[] { "# one", "2026-01-31 12:00:00 ERROR in it", "rest", "#two" }.Select(Encoding.UTF8.GetBytes)]);
        sink.Bodies.Should().Equal("# one\n2026-01-31 12:00:00 ERROR in it\nrest", "#two");
    }

    [TestMethod]
    public void What_the_user_does_not_want_is_left_out_or_redacted()
    {
        var options = new Agent.Parsing.ParsingOptions
        {
            Redactions = [new LinePattern("password=\\S+"), new LinePattern("[0-9]{16}")],
            Drops = [new LinePattern("/healthz")],
            LeastSeverity = Agent.Parsing.Severity.Warn,
            TimeZone = ParsedRecord.Zone,
        };
        var sink = ParsedRecord.Many(options, [.. new[] { "WARN password=secret x", "INFO not wanted", "no level /healthz", "no level 4111111111111111", """{"level":"error","msg":"m","card":"4111111111111111"}""" }.Select(Encoding.UTF8.GetBytes)]);

        sink.Bodies.Should().Equal("WARN *** x", "no level ***", "m");
        sink.Records[2].Attribute("card").Should().Be("***");
        (sink.Skipped, sink.Ends.Count).Should().Be((2, 5));
    }

    [TestMethod]
    public void A_line_on_which_a_pattern_takes_too_long_is_redacted_as_a_whole_and_kept()
    {
        var slow = new LinePattern("(?=a)(a+)+$");
        var options = new Agent.Parsing.ParsingOptions { Redactions = [slow], Drops = [slow], TimeZone = ParsedRecord.Zone };
        var sink = ParsedRecord.Many(options, [.. new[] { $"secret {new string('a', 60)}!", "2026-01-31 12:00:00 next" }.Select(Encoding.UTF8.GetBytes)]);

        sink.Bodies.Should().Equal("***", "2026-01-31 12:00:00 next");
    }
}
