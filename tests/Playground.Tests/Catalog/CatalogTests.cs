using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Playground.Tests.Catalog;

/// <summary>
/// The catalogue as its users and developers see it. Each test starts the playground anew.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class CatalogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    public async Task Products_have_prices_from_the_sidecar()
    {
        await using var catalog = await RunningCatalog.StartAsync();

        // The API waits for prices for half a second at most, and the very first request may take longer.
        Product[] products = [];
        await Eventually.TrueAsync(async () => (products = await catalog.ProductsAsync()).All(product => product.Price > 0), Patience, "every product has a price");

        products.Should().NotBeEmpty();
        (await catalog.Api.GetAsync(new Uri("/products/none", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task The_init_step_completes_before_the_api_starts()
    {
        await using var catalog = await RunningCatalog.StartAsync();

        var states = catalog.Running.States.ToArray();

        Array.IndexOf(states, ("api-seed", KnownResourceStates.Finished)).Should().BeGreaterThanOrEqualTo(0)
            .And.BeLessThan(Array.IndexOf(states, ("api", KnownResourceStates.Running)));
        states.Should().Contain(("api", KnownResourceStates.Waiting));
        catalog.Running.Snapshot("api-seed").ExitCode.Should().Be(0);
    }

    [TestMethod]
    public async Task The_log_line_of_a_request_arrives_as_a_record_of_the_api()
    {
        await using var catalog = await RunningCatalog.StartAsync();
        await catalog.Api.GetAsync(new Uri("/products/grinder?currency=CHF", UriKind.Relative));

        await Eventually.TrueAsync(() => catalog.Telemetry.Logs.Any(log => log.Body.Contains("/products/grinder in CHF", StringComparison.Ordinal)),
            Patience, "the request's log line arrives by OTLP");

        var record = catalog.Telemetry.Logs.First(log => log.Body.Contains("/products/grinder", StringComparison.Ordinal));
        record.ServiceName.Should().Be("api");
        record.Severity.Should().Be("Information");
        record.Resource.Should().Contain([new("sidecar.name", "logging"), new("sidecar.main", "api")]);
        await Eventually.TrueAsync(() => catalog.Telemetry.Spans.Any(span => span.TraceId == record.TraceId && span.ServiceName == "api-pricing"),
            Patience, "the trace that the record belongs to goes through the pricing sidecar");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task What_its_process_uses_and_how_its_probes_go_are_metrics_of_the_api()
    {
        await using var catalog = await RunningCatalog.StartAsync();

        string[] expected = ["process.cpu.time", "process.memory.usage", "process.thread.count", "sidecar.probe.duration"];
        await Eventually.TrueAsync(
            () => !expected.Except(catalog.Telemetry.Metrics.Where(metric => metric.ServiceName == "api").Select(metric => metric.Name)).Any(),
            Patience, "the metrics arrive by OTLP");
    }

    [TestMethod]
    public async Task The_api_answers_without_prices_while_its_sidecar_is_dead_and_with_prices_once_it_is_back()
    {
        // Long enough dead to be looked at, also on a busy machine.
        var policy = SidecarRestartPolicy.OnFailure(backOff: TimeSpan.FromSeconds(5));
        await using var catalog = await RunningCatalog.StartAsync(builder => builder.CreateResourceBuilder<ProjectResource>("api-pricing").WithRestartPolicy(policy));
        var killed = catalog.Running.ProcessId("api-pricing");

        catalog.Running.Kill("api-pricing");

        await Eventually.TrueAsync(() => catalog.Running.State("api-pricing") == KnownResourceStates.Exited, Patience,
            () => $"the sidecar is shown as exited. States: {string.Join(", ", catalog.Running.States)}");
        (await catalog.ProductsAsync()).Should().OnlyContain(product => product.Price == null);
        catalog.Running.Snapshot("api-pricing").State!.Style.Should().Be(KnownResourceStateStyles.Warn);

        await catalog.Running.WaitForStateAsync("api-pricing", KnownResourceStates.Running, Patience);
        await Eventually.TrueAsync(catalog.HasPricesAsync, Patience, "prices are back");
        catalog.Running.ProcessId("api-pricing").Should().NotBe(killed);
        catalog.Running.Property("api-pricing", "sidecar.restarts").Should().Be(1);
        catalog.Running.State("api").Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task The_integration_exports_what_it_did_and_why()
    {
        await using var catalog = await RunningCatalog.StartAsync();

        catalog.Running.Kill("api-pricing");

        await Eventually.TrueAsync(() => catalog.Telemetry.Spans.Any(span => span.Name == "restart api-pricing"), Patience, () =>
            $"the restart is exported as a span. States: {string.Join(", ", catalog.Running.States)}; spans: {string.Join(", ", catalog.Telemetry.Spans.Select(span => span.Name))}");
        var restart = catalog.Telemetry.Spans.Single(span => span.Name == "restart api-pricing");
        restart.ServiceName.Should().Be("apphost");
        restart.Attributes.Should().Contain([new("sidecar.name", "pricing"), new("sidecar.main", "api"), new("sidecar.cause", "restart_policy")]);
        catalog.Telemetry.Spans.Should().Contain(span => span.Name == "start api-logging");
    }

    [TestMethod]
    public async Task Sidecars_stop_after_a_dead_api_and_come_back_with_it()
    {
        await using var catalog = await RunningCatalog.StartAsync();

        catalog.Running.Kill("api");

        await catalog.Running.WaitForStateAsync("api", KnownResourceStates.Finished, Patience);
        await catalog.Running.WaitForStateAsync("api-pricing", KnownResourceStates.Finished, Patience);
        await catalog.Running.WaitForStateAsync("api-logging", KnownResourceStates.Finished, Patience);
        await catalog.Running.CommandAsync("api", KnownResourceCommands.StartCommand);

        await catalog.Running.WaitForStateAsync("api", KnownResourceStates.Running, Patience);
        await catalog.Running.WaitForStateAsync("api-pricing", KnownResourceStates.Running, Patience);
        await catalog.Running.WaitForStateAsync("api-logging", KnownResourceStates.Running, Patience);
        await Eventually.TrueAsync(catalog.HasPricesAsync, Patience, "prices are back");
    }

    [TestMethod]
    public async Task A_restart_of_the_api_leaves_its_sidecars_running()
    {
        await using var catalog = await RunningCatalog.StartAsync();
        var (pricing, logging) = (catalog.Running.ProcessId("api-pricing"), catalog.Running.ProcessId("api-logging"));

        await catalog.Running.CommandAsync("api", KnownResourceCommands.RestartCommand);

        await Eventually.TrueAsync(catalog.HasPricesAsync, Patience, "the API answers again");
        (catalog.Running.ProcessId("api-pricing"), catalog.Running.ProcessId("api-logging")).Should().Be((pricing, logging));
    }

    [TestMethod]
    public async Task No_request_fails_over_many_restarts_of_a_sidecar()
    {
        var restarts = Rounds.Of(20, 100);
        await using var catalog = await RunningCatalog.StartAsync();
        using var ended = new CancellationTokenSource();
        var answered = 0;
        var requests = RequestAsync(ended.Token);

        for (var restart = 0; restart < restarts; restart++)
        {
            // The orchestrator does not always stop what it is still starting.
            await Eventually.TrueAsync(() => catalog.Running.State("api-pricing") == KnownResourceStates.Running, Patience, "the sidecar runs");
            await catalog.Running.CommandAsync("api-pricing", KnownResourceCommands.RestartCommand);
        }

        await Eventually.TrueAsync(() => answered > restarts || requests.IsCompleted, Patience, "more requests are answered than restarts were made");
        await ended.CancelAsync();
        (await requests).Should().BeEmpty();
        answered.Should().BeGreaterThan(restarts);
        await Eventually.TrueAsync(catalog.HasPricesAsync, Patience, "prices are back");

        async Task<List<string>> RequestAsync(CancellationToken cancellationToken)
        {
            List<string> failed = [];
            while (!cancellationToken.IsCancellationRequested)
            {
                try
                {
                    using var response = await catalog.Api.GetAsync(new Uri("/products?currency=USD", UriKind.Relative), CancellationToken.None);
                    answered++;
                    if (!response.IsSuccessStatusCode)
                    {
                        failed.Add(response.StatusCode.ToString());
                    }
                }
                catch (HttpRequestException exception)
                {
                    failed.Add(exception.Message);
                }
            }

            return failed;
        }
    }

    [TestMethod]
    public async Task The_main_stops_before_its_sidecars()
    {
        await using var catalog = await RunningCatalog.StartAsync();

        await catalog.Running.StopAsync();

        foreach (var sidecar in RunningCatalog.Members[1..])
        {
            await catalog.Running.WaitForStateAsync(sidecar, KnownResourceStates.Finished, Patience);
            var states = catalog.Running.States.ToArray();
            Array.IndexOf(states, (sidecar, KnownResourceStates.Stopping)).Should().BeGreaterThan(Array.IndexOf(states, ("api", KnownResourceStates.Finished)));
            catalog.Running.Snapshot(sidecar).StopTimeStamp.Should().BeAfter(catalog.Running.Snapshot("api").StopTimeStamp!.Value);
        }
    }
}
