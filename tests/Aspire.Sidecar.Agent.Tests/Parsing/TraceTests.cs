using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Lines that are parts of stack traces, what is told of the exceptions, and lines that are records of their own.</summary>
[TestClass]
public sealed class TraceTests
{
    [TestMethod]
    [DataRow("Caused by: java.io.IOException: x")]
    [DataRow("During handling of the above exception, another exception occurred:")]
    [DataRow("Suppressed: java.io.IOException: x")]
    [DataRow("The above exception was the direct cause of the following exception:")]
    [DataRow("--- End of stack trace from previous location ---")]
    [DataRow("---> System.IO.IOException: x")]
    [DataRow("goroutine 7 [running]:")]
    [DataRow("... 3 more")]
    public void A_line_that_always_belongs_to_the_one_before(string line) => ParsedRecord.Many("text", line).Should().ContainSingle();

    [TestMethod]
    [DataRow("Cause by: x")]
    [DataRow("During the night")]
    [DataRow("Supposed: x")]
    [DataRow("The above")]
    [DataRow("--- x")]
    [DataRow("goroutine 7 is done")]
    [DataRow("... 3 others")]
    [DataRow("... more or less")]
    [DataRow("#0 /app/x.php(7): foo()")]
    [DataRow("main.main()")]
    [DataRow("stack backtrace:")]
    [DataRow("ValueError")]
    public void A_line_that_only_begins_like_one_is_a_record(string line) => ParsedRecord.Many("text", line, "2026-01-31T12:00:00Z next").Select(record => record.Body.StringValue).Should().Contain(line);

    [TestMethod]
    [DataRow("created by main.start")]
    [DataRow("[signal SIGSEGV: segmentation violation]")]
    [DataRow("exit status 2")]
    [DataRow("panic: again")]
    [DataRow("runtime stack:")]
    [DataRow("...additional frames elided...")]
    [DataRow("goroutine 1 [running]:")]
    [DataRow("main.(*T).Run(0x1, {0x2, 0x3})")]
    [DataRow("main.main()")]
    public void A_line_of_a_Go_panic(string line) => ParsedRecord.Many("panic: x", line).Should().ContainSingle();

    [TestMethod]
    [DataRow("main()")]
    [DataRow("main.main() done")]
    [DataRow("told main.main()")]
    [DataRow("(main.main)")]
    [DataRow("at:main.main()")]
    [DataRow("started anew")]
    public void A_line_behind_a_Go_panic_that_is_none_of_it(string line) => ParsedRecord.Many("panic: x", line).Should().HaveCount(2);

    [TestMethod]
    [DataRow("panic: x")]
    [DataRow("fatal error: all goroutines are asleep")]
    [DataRow("runtime: goroutine stack exceeds 1000000000-byte limit")]
    [DataRow("thread 'main' panicked at src/main.rs:2:5:")]
    [DataRow("Unhandled exception. System.Exception: x")]
    [DataRow("Exception in thread \"main\" java.lang.Error: x")]
    [DataRow("PHP Fatal error:  Uncaught Exception: x")]
    public void The_end_of_a_program_is_fatal(string head) => ParsedRecord.Many(head, "  frame")[0].SeverityNumber.Should().Be(SeverityNumber.Fatal);

    [TestMethod]
    [DataRow("System.IO.IOException: x", SeverityNumber.Error)]
    [DataRow("Traceback (most recent call last):", SeverityNumber.Error)]
    [DataRow("text", SeverityNumber.Unspecified)]
    [DataRow("[INF] System.IO.IOException: x", SeverityNumber.Info)]
    public void Other_traces_are_errors_unless_they_say_something_else(string head, object severity) => ((object)ParsedRecord.Many(head, "  frame")[0].SeverityNumber).Should().Be(severity);

    [TestMethod]
    [DataRow("PHP Warning:  x", "Stack trace:", "#0 /app/x.php(7): foo()", "#1 {main}", "Next Exception: y")]
    [DataRow("Fatal error: Uncaught Exception: x", "Stack trace:", "#0 {main}")]
    [DataRow("Stack trace:", "#0 {main}")]
    public void Php_traces_are_one_record(params string[] lines) => ParsedRecord.Many(lines).Should().ContainSingle();

    [TestMethod]
    [DataRow("#x")]
    [DataRow("text")]
    public void What_follows_a_php_trace_is_a_record(string line) => ParsedRecord.Many("PHP Warning:  x", "Stack trace:", "#0 {main}", line).Should().HaveCount(2);

    [TestMethod]
    public void Python_traces_are_one_record_when_a_sentence_joins_them()
    {
        string[] trace = ["Traceback (most recent call last):", "  File \"a.py\", line 1", "KeyError: 'a'"];

        ParsedRecord.Many([.. trace, "During handling of the above exception, another exception occurred:", .. trace]).Should().ContainSingle();
        ParsedRecord.Many([.. trace, .. trace]).Should().HaveCount(2);
        ParsedRecord.Many([.. trace, "KeyError: 'b'"])[1].Body.StringValue.Should().Be("KeyError: 'b'");
    }

    [TestMethod]
    [DataRow("KeyboardInterrupt", true)]
    [DataRow("requests.HTTPStatus: 500", true)]
    [DataRow("requests.exceptions.HTTPStatus", true)]
    [DataRow("KeyboardInterrupt was it", false)]
    [DataRow("finished: 500", false)]
    [DataRow("Requests.status: 500", false)]
    public void A_python_trace_ends_with_a_name(string line, bool joins) => ParsedRecord.Many("Traceback (most recent call last):", "  File \"a.py\", line 1", line).Should().HaveCount(joins ? 1 : 2);

    [TestMethod]
    [DataRow("thread 'main' panicked at src/main.rs:2:5:", "explicit panic", true)]
    [DataRow("thread 'main' panicked at 'explicit panic', src/main.rs:2:5", "text", false)]
    [DataRow("thread 'main' panicked at src/main.rs:2:5:", "2026-01-31T12:00:00Z text", false)]
    [DataRow("thread 'main' has panicked:", "text", false)]
    [DataRow("thread main panicked at src/main.rs:2:5:", "text", false)]
    public void The_message_of_a_Rust_panic_stands_below_it(string head, string line, bool joins) => ParsedRecord.Many(head, line).Should().HaveCount(joins ? 1 : 2);

    [TestMethod]
    [DataRow("System.IO.IOException: disk full", "System.IO.IOException", "disk full")]
    [DataRow("System.IO.IOException (0x80070070): disk full", "System.IO.IOException", "disk full")]
    [DataRow("Grpc.RpcException [Unavailable]: gone", "Grpc.RpcException", "gone")]
    [DataRow("MyApp.Fault`1+InnerException:x", "MyApp.Fault`1+InnerException", "x")]
    [DataRow("_private.Error", "_private.Error", "")]
    [DataRow("\\App\\BadException: x", "\\App\\BadException", "x")]
    [DataRow("java.lang.Throwable: x", "java.lang.Throwable", "x")]
    [DataRow("scala.MatchFailure : x", "scala.MatchFailure", "x")]
    [DataRow("zod.ZodError: x", "zod.ZodError", "x")]
    [DataRow("Zoo.Error: x", "Zoo.Error", "x")]
    [DataRow("ArithmeticError: x", "ArithmeticError", "x")]
    [DataRow("Unhandled exception. System.Exception: x", "System.Exception", "x")]
    [DataRow("Exception in thread \"main\" java.lang.Error: x", "java.lang.Error", "x")]
    [DataRow("PHP Fatal error:  Uncaught Exception: x", "Exception", "x")]
    [DataRow("panic: x", "panic", "x")]
    public void An_exception_has_a_type_and_a_message(string head, string type, string message)
    {
        var record = ParsedRecord.Many("[ERR] failed", head, "   frame")[^1];
        (record.Attribute("exception.type"), record.Attribute("exception.message"), record.Attribute("exception.stacktrace")).Should().Be((type, message, head + "\n   frame"));
    }

    [TestMethod]
    [DataRow("There was an Exception")]
    [DataRow("1.Error: x")]
    [DataRow("Errors: x")]
    [DataRow("IOException x")]
    [DataRow("IOException (0x8: x")]
    [DataRow(": Exception")]
    public void What_only_speaks_of_an_exception_has_none(string line) => ParsedRecord.Many(line, "   frame")[0].Attribute("exception.type").Should().BeNull();

    [TestMethod]
    public void The_exception_of_a_python_trace_is_named_at_its_end()
    {
        var record = ParsedRecord.Many("ERROR failed", "Traceback (most recent call last):", "  File \"a.py\", line 1", "", "    f()", "  app.Bad:  it is ")[0];
        record.Attribute("exception.type").Should().BeNull("the last line is indented");

        record = ParsedRecord.Many("ERROR failed", "Traceback (most recent call last):", "  File \"a.py\", line 1", "", "    f()", "app.Bad:  it is ")[0];
        (record.Attribute("exception.type"), record.Attribute("exception.message")).Should().Be(("app.Bad", "it is"));
        record.Attribute("exception.stacktrace").Should().StartWith("Traceback");
    }

    [TestMethod]
    [DataRow("info: Shop[0]", true)]
    [DataRow("info: Shop", false)]
    [DataRow("INFO: Shop[0]", false)]
    [DataRow("shop: Shop[0]", false)]
    [DataRow("info  Shop[0]", false)]
    [DataRow("error: Shop[0]", false)]
    public void Only_below_the_head_of_the_console_logger_a_line_with_a_time_is_no_record(string head, bool joins) =>
        ParsedRecord.Many(head, "      2026-01-31T12:00:00Z text").Should().HaveCount(joins ? 1 : 2);

    [TestMethod]
    public void A_line_with_a_time_further_below_the_head_is_a_record() =>
        ParsedRecord.Many("info: Shop[0]", "      text", "      2026-01-31T12:00:00Z text").Should().HaveCount(2);

    [TestMethod]
    public void An_exception_without_frames_is_a_record_of_its_own_with_its_place_in_the_file()
    {
        var sink = new RecordSink();
        var assembler = ParsedRecord.Assembler(new() { TimeZone = ParsedRecord.Zone }, sink);
        assembler.Add(new("first"u8, 0, 6));
        assembler.Add(new(""u8, 6, 7));
        assembler.Add(new("PaymentError: no"u8, 7, 24));
        assembler.HeldFrom.Should().Be(0);
        assembler.Add(new("PaymentError: no"u8, 24, 41));

        sink.Bodies.Should().Equal("first", "PaymentError: no");
        assembler.HeldFrom.Should().Be(24);
        assembler.Flush();
        sink.Bodies.Should().Equal("first", "PaymentError: no", "PaymentError: no");
        sink.Ends.Should().Equal(6, 24, 41);
    }
}
