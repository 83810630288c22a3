using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Tests;

[TestClass]
public class WithLoggingSidecarTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public async Task It_runs_the_agent_on_the_volume_of_the_main()
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/var/log/api").WithLoggingSidecar("logs", options =>
        {
            options.Files.Add("*.log");
            options.Files.Add("audit/*.json");
            options.Format = LogFileFormat.Json;
            options.Exporter = LogExporter.Console;
        });
        using var application = await _builder.CompleteAsync();

        var sidecar = api.GetSidecar<LoggingSidecarResource>("logging").Resource;
        var context = new CommandLineArgsCallbackContext([]);
        foreach (var callback in sidecar.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        File.Exists(context.Args[0].ToString()).Should().BeTrue();
        context.Args.Skip(1).Should().Equal("logging", "--files", "*.log;audit/*.json", "--format", "json", "--exporter", "console");
        var folder = (await api.Resource.EnvironmentAsync(application))["SIDECAR_VOLUME_LOGS"];
        (await sidecar.EnvironmentAsync(application))["SIDECAR_AGENT_DIRECTORY"].Should().Be(folder);
    }

    [TestMethod]
    public void It_can_have_another_name_and_settings()
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/var/log/api")
            .WithLoggingSidecar("logs", name: "shipper", configure: shipper => shipper.AsEssential());

        api.GetSidecar("shipper").Resource.Name.Should().Be("api-shipper");
    }

    [TestMethod]
    public void A_missing_agent_is_an_error_that_says_where_it_should_be()
    {
        var find = () => AgentProgram.Find(Path.GetTempPath());

        find.Should().Throw<DistributedApplicationException>().WithMessage($"ASPIRESIDECAR027: The agent that ships logs was not found at '{Path.GetTempPath()}*");
    }

    [TestMethod]
    public async Task A_volume_that_the_main_does_not_mount_is_refused()
    {
        _builder.AddMain().WithLoggingSidecar("logs");

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>().WithMessage("ASPIRESIDECAR009: Only 'api-logging' mounts shared volume 'logs'*");
    }
}
