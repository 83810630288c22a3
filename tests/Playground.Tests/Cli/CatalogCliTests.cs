using Playground.Tests.Catalog;

namespace Playground.Tests.Cli;

/// <summary>
/// The catalogue, with Aspire's CLI as the client.
/// </summary>
[TestClass]
[DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public sealed class CatalogCliTests
{
    private static AppHostProcess? _catalog;

    private static AppHostProcess Catalog => _catalog!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        if (AspireCli.MissingReason is not null)
        {
            return;
        }

        _catalog = AppHostProcess.Start<Projects.Catalog_AppHost>(Projects.Catalog_AppHost.ProjectPath);
        using var client = new HttpClient { BaseAddress = await _catalog.WaitForUrlAsync("api") };
        await Eventually.TrueAsync(() => RunningCatalog.HasPricesAsync(client), "the API answers with prices");
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (_catalog is not null)
        {
            await _catalog.DisposeAsync();
        }
    }

    [TestInitialize]
    public void RequireCli() => AspireCli.Require();

    [TestMethod]
    public async Task Describe_shows_sidecars_as_children_of_their_main()
    {
        var main = (await Catalog.DescribeAsync("api")).GetProperty("name").GetString();
        foreach (var (name, type, state) in ((string, string, string)[])[("api-pricing", "Sidecar", "Running"), ("api-logging", "Sidecar", "Running"), ("api-seed", "InitContainer", "Finished")])
        {
            var member = await Catalog.DescribeAsync(name);

            member.GetProperty("resourceType").GetString().Should().Be(type);
            member.GetProperty("state").GetString().Should().Be(state);
            member.GetProperty("relationships").EnumerateArray().Should().Contain(relationship =>
                relationship.GetProperty("type").GetString() == "Parent" && relationship.GetProperty("resourceName").GetString() == main);
        }
    }

    [TestMethod]
    public async Task Describe_shows_what_a_sidecar_is()
    {
        var (pricing, logging) = (await Catalog.DescribeAsync("api-pricing"), await Catalog.DescribeAsync("api-logging"));

        pricing.GetProperty("source").GetString().Should().EndWith("Catalog.Pricing.csproj");
        pricing.GetProperty("urls").EnumerateArray().Should().ContainSingle().Which.GetProperty("url").GetString().Should().StartWith("http://localhost:");
        pricing.GetProperty("healthStatus").GetString().Should().Be("Healthy");
        logging.GetProperty("source").GetString().Should().Be("Aspire.Sidecar.Agent");
        logging.GetProperty("urls").EnumerateArray().Should().BeEmpty();
    }

    [TestMethod]
    public async Task Logs_are_those_of_the_sidecar()
    {
        (await Catalog.LogAsync("api-seed")).Should().Contain(line => line.StartsWith("Wrote 12 products", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Records_of_the_log_shipper_are_those_of_its_main()
    {
        await Eventually.TrueAsync(
            async () => (await AspireCli.AskAsync("otel", "logs", "api", "--apphost", Catalog.Folder)).EnumerateArray().Any(record =>
                record.GetProperty("message").GetString()!.StartsWith("GET /products in USD answered 200", StringComparison.Ordinal)
                && record.GetProperty("source").GetString() == "Aspire.Sidecar.Agent"),
            "the request's log line arrives");
    }

    [TestMethod]
    public async Task A_trace_goes_from_the_main_to_its_sidecar()
    {
        await Eventually.TrueAsync(
            async () => (await AspireCli.AskAsync("otel", "traces", "api", "--apphost", Catalog.Folder)).EnumerateArray().Any(trace =>
                trace.GetProperty("spans").EnumerateArray().Any(span => span.GetProperty("source").GetString() == "api-pricing" && span.GetProperty("name").GetString() == "GET /convert")),
            "a trace of the API has a span of the pricing sidecar");
    }

    [TestMethod]
    public async Task A_restart_of_a_sidecar_leaves_the_others_alone()
    {
        var (api, pricing, logging) = (await ProcessAsync("api"), await ProcessAsync("api-pricing"), await ProcessAsync("api-logging"));

        await Catalog.CallAsync("api-pricing", "restart");
        await Catalog.WaitAsync("api-pricing");

        (await ProcessAsync("api-pricing")).Should().NotBe(pricing);
        (await ProcessAsync("api"), await ProcessAsync("api-logging")).Should().Be((api, logging));
    }

    private static Task<string> ProcessAsync(string resource) => Catalog.PropertyAsync(resource, "executable.pid");
}
