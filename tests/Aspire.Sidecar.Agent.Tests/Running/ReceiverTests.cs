using Aspire.Sidecar.Agent.Running;
using Aspire.Sidecar.Agent.Tests.Hosting;

namespace Aspire.Sidecar.Agent.Tests.Running;

[TestClass]
public sealed class ReceiverTests
{
    [TestMethod]
    public async Task A_receiver_that_was_away_gets_everything()
    {
        const int Lines = 10_000;
        using var folder = new LogFolder();
        var first = await OtlpReceiver.StartAsync();
        using var agent = new AgentProcess(RunningAgent.Variables(folder, first.HttpEndpoint), "--queue-size=2", "--batch-size=100", "--log-level=information");
        folder.AppendLines("app.log", 0, 1000);
        await Eventually.TrueAsync(() => first.Records.Count == 1000, "the first lines arrived");
        var port = first.HttpEndpoint.Port;
        await first.DisposeAsync();

        folder.AppendLines("app.log", 1000, Lines - 1000);
        await Eventually.TrueAsync(() => agent.Errors.Contains("trying again"), "the agent noticed");
        await using var second = await StartAgainAsync(port);
        await Eventually.TrueAsync(() => second.Records.Count >= Lines - 1000, "everything arrived");
        var (exitCode, output, _) = await agent.TerminateAsync();

        exitCode.Should().Be(0);
        output.Should().Contain("takes records again").And.EndWith($"read {Lines}, sent {Lines}, dropped 0{Environment.NewLine}");
        second.Bodies.Select(LogFolder.SequenceNumber).Should().Equal(Enumerable.Range(1000, Lines - 1000));
    }

    [TestMethod]
    public async Task Memory_is_bounded_while_the_receiver_takes_nothing()
    {
        const int Megabyte = 1024 * 1024;
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync(_ => OtlpAnswer.Unavailable);
        var block = Enumerable.Repeat((byte)'x', Megabyte).ToArray();
        for (var i = 0; i < block.Length; i += 1024)
        {
            block[i] = (byte)'\n';
        }

        for (var i = 0; i < 150; i++)
        {
            folder.Append("app.log", block);
        }

        using var agent = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), "--drain-timeout=100ms");
        await Eventually.TrueAsync(() => receiver.Calls.Count >= 4, "the agent tried several times");
        var memory = agent.WorkingSet;
        await agent.TerminateAsync();

        memory.Should().BeLessThan(200 * Megabyte, "the lines of the file alone would take 300");
    }

    [TestMethod]
    [DataRow("grpc", "none")]
    [DataRow("grpc", "gzip")]
    [DataRow("http/protobuf", "none")]
    [DataRow("http/protobuf", "gzip")]
    public async Task Each_protocol_with_and_without_compression(string protocol, string compression)
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var variables = RunningAgent.Variables(folder, protocol == "grpc" ? receiver.GrpcEndpoint : receiver.HttpEndpoint);
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        variables["OTEL_EXPORTER_OTLP_COMPRESSION"] = compression;
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=a%20key";
        folder.AppendLines("app.log", 0, 20);
        await using var agent = new RunningAgent(variables);

        await Eventually.TrueAsync(() => receiver.Records.Count == 20, "the lines arrived");
        var call = receiver.Calls[0];
        call.Path.Should().Be(protocol == "grpc" ? "/opentelemetry.proto.collector.logs.v1.LogsService/Export" : "/v1/logs");
        call.IsCompressed.Should().Be(compression == "gzip");
        call.Headers.Should().Contain("x-otlp-api-key", "a key");
    }

    [TestMethod]
    public async Task Records_belong_to_the_main_and_name_the_sidecar_and_the_file()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var variables = RunningAgent.Variables(folder, receiver.HttpEndpoint);
        variables["OTEL_SERVICE_NAME"] = "api-logs";
        variables["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=agents-own,deployment.environment=test";
        variables["SIDECAR_MAIN_INSTANCE_ID"] = "mains";
        folder.Append("sub/app.log", "hello\n");
        await using var agent = new RunningAgent(variables);

        await Eventually.TrueAsync(() => receiver.Records.Count == 1, "the line arrived");
        receiver.Calls[0].Resource.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["service.name"] = "api",
            ["service.instance.id"] = "mains",
            ["deployment.environment"] = "test",
            ["sidecar.name"] = "logs",
            ["sidecar.main"] = "api",
        });
        receiver.Calls[0].Request.ResourceLogs[0].ScopeLogs[0].Scope.Name.Should().Be("Aspire.Sidecar.Agent");
        receiver.Records[0].Attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.StringValue).Should().BeEquivalentTo(
            new Dictionary<string, string> { ["log.file.path"] = folder["sub/app.log"], ["log.file.name"] = "app.log" });
    }

    [TestMethod]
    public async Task The_agent_exports_its_own_counters_under_its_own_name()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var variables = RunningAgent.Variables(folder, receiver.HttpEndpoint);
        variables["OTEL_METRICS_EXPORTER"] = "otlp";
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = "200";
        variables["OTEL_SERVICE_NAME"] = "api-logs";
        folder.AppendLines("app.log", 0, 10);
        using var agent = new AgentProcess(variables);
        await Eventually.TrueAsync(() => receiver.MetricsText.Contains("sidecar.agent.lines.sent"), "counters arrived");
        var (exitCode, _, _) = await agent.TerminateAsync();

        exitCode.Should().Be(0);
        receiver.MetricsText.Should().ContainAll("api-logs", "Aspire.Sidecar.Agent", "sidecar.agent.lines.read", "sidecar.agent.lines.sent", "sidecar.agent.bytes.read", "sidecar.agent.lag");
    }

    [TestMethod]
    public async Task What_keeps_the_agents_own_counters_back_is_told()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var variables = RunningAgent.Variables(folder, receiver.HttpEndpoint);
        variables["OTEL_METRICS_EXPORTER"] = "otlp";
        variables["OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"] = "pigeon";
        folder.AppendLines("app.log", 0, 10);
        using var agent = new AgentProcess(variables, "--log-level=warning");
        await Eventually.TrueAsync(() => receiver.Records.Count == 10, "the lines arrived");

        (await agent.TerminateAsync()).Errors.Should().Contain("own metrics are not sent: 'OTEL_EXPORTER_OTLP_METRICS_PROTOCOL' is 'pigeon'");
    }

    [TestMethod]
    public async Task A_partial_success_counts_the_rejected_records_as_dropped()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync(_ => OtlpAnswer.Partial(3, "no room"));
        folder.AppendLines("app.log", 0, 10);
        await using var agent = new RunningAgent(folder, receiver, "--multiline=off");

        await Eventually.TrueAsync(() => receiver.Records.Count == 10, "the lines arrived");
        await agent.StopAsync();
        agent.Output.Should().Contain("read 10, sent 7, dropped 3");
    }

    [TestMethod]
    public async Task What_a_receiver_that_takes_everything_says_with_it_is_told_once()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync(_ => OtlpAnswer.Partial(0, "soon no room"));
        folder.AppendLines("app.log", 0, 10);
        using var agent = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), "--batch-size=1", "--log-level=warning");

        await Eventually.TrueAsync(() => receiver.Records.Count == 10, "the lines arrived");
        (await agent.TerminateAsync()).Errors.Split("soon no room").Should().HaveCount(2);
    }

    [TestMethod]
    public async Task A_receiver_that_is_away_is_waited_for_without_looking_all_the_time()
    {
        var clock = new CountingClock();
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync(_ => OtlpAnswer.Unavailable);
        folder.AppendLines("app.log", 0, 50);
        using var stopping = new CancellationTokenSource();
        var command = new AgentCommand(new(RunningAgent.Variables(folder, receiver.HttpEndpoint)), TextWriter.Null, TextWriter.Null, clock);
        var run = command.RunAsync(["logging", .. RunningAgent.QuickOptions, "--queue-size=1", "--batch-size=10", "--drain-timeout=0ms"], stopping.Token);

        await Eventually.TrueAsync(() => receiver.Calls.Count >= 4, "the agent tried several times");
        await stopping.CancelAsync();
        await run.WaitAsync(Eventually.Patience);

        clock.ShortTimers.Should().BeLessThan(20);
    }

    [TestMethod]
    public async Task A_request_that_is_refused_once_is_sent_again()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync(call => call.Number == 0 ? OtlpAnswer.BadRequest : OtlpAnswer.Accept);
        folder.AppendLines("app.log", 0, 10);
        await using var agent = new RunningAgent(folder, receiver, "--multiline=off");

        await Eventually.TrueAsync(() => receiver.Records.Count == 10, "the lines arrived");
        await agent.StopAsync();
        agent.Output.Should().Contain("read 10, sent 10, dropped 0");
        receiver.Bodies.Select(LogFolder.SequenceNumber).Should().Equal(Enumerable.Range(0, 10));
    }

    [TestMethod]
    [DataRow("http/protobuf")]
    [DataRow("grpc")]
    public async Task Only_the_records_that_the_receiver_refuses_for_what_stands_in_them_are_dropped(string protocol)
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync(call => call.Records.Any(record => record.Body.StringValue.Contains("poison")) ? OtlpAnswer.BadRequest : OtlpAnswer.Accept);
        folder.AppendLines("app.log", 0, 50);
        folder.Append("app.log", "poison\n");
        folder.AppendLines("app.log", 50, 50);
        var variables = RunningAgent.Variables(folder, protocol == "grpc" ? receiver.GrpcEndpoint : receiver.HttpEndpoint);
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        using var agent = new AgentProcess(variables, "--log-level=information");

        await Eventually.TrueAsync(() => receiver.Records.Count == 100, "the other lines arrived");
        var (_, output, errors) = await agent.TerminateAsync();
        output.Should().EndWith($"read 101, sent 100, dropped 1{Environment.NewLine}");
        errors.Should().Contain("refused 1 lines");
        receiver.Bodies.Select(LogFolder.SequenceNumber).Should().Equal(Enumerable.Range(0, 100));
    }

    [TestMethod]
    [DataRow(400, 3)]
    [DataRow(401, 16)]
    [DataRow(403, 7)]
    [DataRow(404, 12)]
    [DataRow(405, 2)]
    [DataRow(422, 9)]
    [DataRow(500, 13)]
    [DataRow(507, 15)]
    public async Task Whatever_the_answer_a_receiver_that_refuses_everything_is_an_outage(int httpStatus, int grpcStatus)
    {
        foreach (var isGrpc in (bool[])[false, true])
        {
            using var folder = new LogFolder();
            var isUp = false;
            await using var receiver = await OtlpReceiver.StartAsync(_ => isUp ? OtlpAnswer.Accept : new OtlpAnswer(httpStatus, grpcStatus));
            folder.AppendLines("app.log", 0, 20);
            var variables = RunningAgent.Variables(folder, isGrpc ? receiver.GrpcEndpoint : receiver.HttpEndpoint);
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = isGrpc ? "grpc" : "http/protobuf";
            await using var agent = new RunningAgent(variables, "--batch-size=7");
            await Eventually.TrueAsync(() => receiver.Calls.Count >= 4, "the agent tried several times");
            isUp = true;

            await Eventually.TrueAsync(() => receiver.Records.Count >= 20, "the lines arrived");
            await agent.StopAsync();
            agent.Output.Should().Contain("read 20, sent 20, dropped 0");
            receiver.Bodies.Select(LogFolder.SequenceNumber).Should().Equal(Enumerable.Range(0, 20));
        }
    }

    [TestMethod]
    public async Task A_request_that_is_too_large_is_sent_in_smaller_ones()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync(call => call.Records.Count() > 3 ? OtlpAnswer.TooLarge : OtlpAnswer.Accept);
        folder.AppendLines("app.log", 0, 20);
        await using var agent = new RunningAgent(folder, receiver);

        await Eventually.TrueAsync(() => receiver.Records.Count == 20, "all lines arrived");
        receiver.Bodies.Select(LogFolder.SequenceNumber).Should().Equal(Enumerable.Range(0, 20));
    }

    [TestMethod]
    public async Task A_folder_that_comes_later_is_waited_for()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        using var agent = new AgentProcess(RunningAgent.Variables(folder, receiver.HttpEndpoint), $"--directory={folder["later"]}", "--log-level=information", "--from=end");
        folder.Append("app.log", "not in the folder\n");
        await Eventually.TrueAsync(() => agent.Output.Contains("does not exist yet"), "the agent waits");
        folder.Append("later/.keep", "");
        folder.Append("later/app.log", "in the folder\n");

        await Eventually.TrueAsync(() => receiver.Records.Count >= 1, "the line arrived");
        var (_, output, _) = await agent.TerminateAsync();
        receiver.Bodies.Should().Equal("in the folder");
        output.Split("does not exist yet").Should().HaveCount(2, "it is said once");
    }

    [TestMethod]
    public async Task Stack_traces_broken_characters_and_long_lines_arrive_as_they_should()
    {
        using var folder = new LogFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var agent = new RunningAgent(folder, receiver, "--max-line-bytes=1k");
        folder.Append("app.log", [0xEF, 0xBB, 0xBF, (byte)'h', 0xFF, (byte)'i', (byte)'\n']);
        folder.Append("app.log", "fail: Main[0]\n      It broke\n      System.IO.IOException: disk full\n         at Main.Run()\nnext\n");
        folder.Append("app.log", new string('x', 1500) + "\n");

        await Eventually.TrueAsync(() => receiver.Records.Count == 5, "the lines arrived");
        receiver.Bodies.Should().Equal(
            "h\uFFFDi",
            "fail: Main[0]\n      It broke\n      System.IO.IOException: disk full\n         at Main.Run()",
            "next",
            new string('x', 1024),
            new string('x', 476));
        receiver.Records[4].Attributes.Should().Contain(attribute => attribute.Key == "sidecar.line.part" && attribute.Value.IntValue == 2);
    }

    // Meanwhile the system may have lent the port to an outgoing connection.
    private static async Task<OtlpReceiver> StartAgainAsync(int port)
    {
        OtlpReceiver? receiver = null;
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    receiver = await OtlpReceiver.StartAsync(httpPort: port);
                    return true;
                }
                catch (IOException)
                {
                    return false;
                }
            },
            "the port is free again");
        return receiver!;
    }

    private sealed class CountingClock : TimeProvider
    {
        private int _shortTimers;

        /// <summary>Timers of a millisecond or less.</summary>
        public int ShortTimers => _shortTimers;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.Zero && dueTime <= TimeSpan.FromMilliseconds(1))
            {
                Interlocked.Increment(ref _shortTimers);
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
