#pragma warning disable ASPIREPERSISTENCE001 // For the lifetime of a main.

namespace Aspire.Hosting.Sidecar.Tests;

[TestClass]
public class WithMonitoringSidecarTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public async Task It_runs_the_agent_with_the_endpoints_and_the_process_of_the_main()
    {
        var api = _builder.AddExecutable("shop", "shop", ".").WithHttpEndpoint(targetPort: 8080, name: "http")
            .WithMonitoringSidecar(options =>
            {
                options.Scrape("http").Probe("http", "/health");
                options.Interval = TimeSpan.FromSeconds(1);
                options.MaxSeries = 5;
            });
        using var application = await _builder.CompleteAsync();

        var sidecar = api.GetSidecar<MonitoringSidecarResource>("monitoring").Resource;
        var arguments = await ArgumentsAsync(sidecar);
        var process = (await api.Resource.EnvironmentAsync(application))["SIDECAR_PROCESS_ID"];
        File.Exists(arguments[0] as string).Should().BeTrue();
        arguments.Where(argument => argument is string).Skip(1).Should().Equal(
            "monitoring", "--scrape", "--probe", "--interval=1000ms", "--max-series=5", $"--process-variable=SIDECAR_PROCESS_ID={process}");
        arguments.OfType<ReferenceExpression>().Select(expression => expression.ValueExpression).Should().Equal("{shop.bindings.http.url}/metrics", "{shop.bindings.http.url}/health");
    }

    [TestMethod]
    public async Task What_outlives_the_application_keeps_its_variables()
    {
        var box = _builder.AddContainer("box", "image").WithLifetime(ContainerLifetime.Persistent).WithMonitoringSidecar();
        var crate = _builder.AddContainer("crate", "image").WithPersistentLifetime().WithMonitoringSidecar();
        using var application = await _builder.CompleteAsync();
        (await box.Resource.EnvironmentAsync(application)).Should().NotContainKey("SIDECAR_PROCESS_ID");
        (await crate.Resource.EnvironmentAsync(application)).Should().NotContainKey("SIDECAR_PROCESS_ID");
    }

    [TestMethod]
    public void Bad_options_are_refused_in_the_call_and_all_at_once()
    {
        var call = () => _builder.AddMain().WithMonitoringSidecar(options =>
        {
            options.ReportProcess = false;
            options.Interval = TimeSpan.Zero;
            options.MaxSeries = 0;
        });
        call.Should().Throw<ArgumentException>().Which.Message.Should().ContainAll("'monitoring' of 'api'", "Interval", "MaxSeries", "nothing to monitor");

        var path = () => TestApplication.CreateBuilder().AddMain().WithMonitoringSidecar(options => options.Scrape("http", "metrics"));
        path.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR081: *'metrics' must begin with '/'*");

        var foreign = TestApplication.CreateBuilder().AddContainerMain("other").WithHttpEndpoint(name: "http").GetEndpoint("http");
        var other = () => TestApplication.CreateBuilder().AddMain().WithMonitoringSidecar(options => options.ScrapeEndpoint(foreign));
        other.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR081: *Endpoint 'http' of 'other' is not of the same application.*");
    }

    [TestMethod]
    public async Task An_endpoint_that_is_not_there_is_an_error_before_anything_starts()
    {
        var exporter = _builder.AddContainerMain("exporter");
        _builder.AddExecutable("shop", "shop", ".").WithHttpEndpoint(name: "http")
            .WithMonitoringSidecar(options => options.Scrape("HTTP").Probe("https").ScrapeEndpoint(exporter.GetEndpoint("metrics")));

        var complete = _builder.CompleteAsync;

        (await complete.Should().ThrowAsync<DistributedApplicationException>()).Which.Message.Split('\n', StringSplitOptions.TrimEntries).Should().Equal(
            "ASPIRESIDECAR087: 'shop-monitoring' monitors endpoint 'metrics' of 'exporter', which has none. Correct the name, or add the endpoint to 'exporter'.",
            "ASPIRESIDECAR087: 'shop-monitoring' monitors endpoint 'https' of 'shop', which has 'http'. Correct the name, or add the endpoint to 'shop'.");
    }

    private static async Task<IList<object>> ArgumentsAsync(MonitoringSidecarResource sidecar)
    {
        var context = new CommandLineArgsCallbackContext([]);
        foreach (var callback in sidecar.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        return context.Args;
    }
}
