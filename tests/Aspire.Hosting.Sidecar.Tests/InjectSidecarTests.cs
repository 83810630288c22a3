using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Tests;

[TestClass]
public class InjectSidecarTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public async Task Every_main_gets_one_also_those_declared_later()
    {
        _builder.AddMain("first");
        _builder.InjectSidecar("proxy", TestApplication.Process);
        _builder.AddContainerMain("second");

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Select(resource => resource.Name).Should().Contain(["first-proxy", "second-proxy"]);
    }

    [TestMethod]
    public async Task Sidecars_get_none()
    {
        _builder.AddMain().WithSidecar("helper", TestApplication.Process);
        _builder.InjectSidecar("proxy", TestApplication.Process);

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Select(resource => resource.Name).Should().Contain("api-proxy").And.NotContain("api-helper-proxy");
    }

    [TestMethod]
    public async Task Mains_can_opt_out()
    {
        _builder.AddMain("first").WithoutSidecar("Proxy");
        _builder.AddMain("second");
        _builder.InjectSidecar("proxy", TestApplication.Process);

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Select(resource => resource.Name).Should().Contain("second-proxy").And.NotContain("first-proxy");
    }

    [TestMethod]
    public async Task Only_mains_that_match_get_one()
    {
        _builder.AddMain("first");
        _builder.AddContainerMain("second");
        _builder.InjectSidecar("proxy", TestApplication.Process, where: resource => resource is ContainerResource);

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Select(resource => resource.Name).Should().Contain("second-proxy").And.NotContain("first-proxy");
    }

    [TestMethod]
    public async Task A_sidecar_of_that_name_is_left_as_it_is()
    {
        var api = _builder.AddMain().WithSidecar("proxy", TestApplication.Container);
        _builder.InjectSidecar("proxy", TestApplication.Process);

        using var application = await _builder.CompleteAsync();

        api.GetSidecars().Should().ContainSingle().Which.Resource.Should().BeOfType<ContainerResource>();
    }

    [TestMethod]
    public async Task A_function_that_fails_is_an_error_that_names_the_main()
    {
        _builder.AddMain();
        _builder.InjectSidecar<ExecutableResource>("proxy", (_, _) => throw new FormatException("no such thing"));

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>().WithMessage("ASPIRESIDECAR024: Sidecar 'proxy' could not be injected into 'api': no such thing.");
    }

    [TestMethod]
    public async Task A_condition_that_fails_is_an_error_that_names_the_resource()
    {
        _builder.AddMain();
        _builder.InjectSidecar("proxy", TestApplication.Process, where: _ => throw new FormatException("no such thing"));

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>().WithMessage("ASPIRESIDECAR024: Sidecar 'proxy' could not be injected into 'api': no such thing.");
    }

    [TestMethod]
    public async Task What_needs_services_is_refused_with_the_remedy()
    {
        _builder.AddMain();
        _builder.InjectSidecar("proxy", (b, n) => TestApplication.Process(b, n).WithHttpEndpoint(name: "http").WithHttpHealthCheck());

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>().WithMessage(
            "ASPIRESIDECAR024: Sidecar 'proxy' could not be injected into 'api': *. What needs services, such as WithHttpHealthCheck, must be registered before the application is built.");
    }

    [TestMethod]
    public async Task What_is_hidden_gets_none()
    {
        _builder.AddMain("machinery").WithHidden();
        _builder.AddMain("old").WithInitialState(new() { ResourceType = "Executable", Properties = [], IsHidden = true });
        _builder.AddMain("job").WithAnnotation(new HiddenAnnotation(HiddenBehavior.OnCompletion));
        _builder.InjectSidecar("proxy", TestApplication.Process);

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Select(resource => resource.Name).Should().BeEquivalentTo("machinery", "old", "job", "job-proxy");
    }

    [TestMethod]
    public async Task A_project_gets_one_and_its_rebuilder_none()
    {
        _builder.AddProject("web", Path.Combine(TemporaryFolder.Create(), "web.csproj"), options => options.ExcludeLaunchProfile = true);
        _builder.InjectSidecar("proxy", TestApplication.Process);

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Select(resource => resource.Name).Should().Contain(["web-rebuilder", "web-proxy"]).And.NotContain("web-rebuilder-proxy");
    }

    [TestMethod]
    public void A_name_that_is_injected_already_is_refused()
    {
        _builder.InjectSidecar("proxy", TestApplication.Process);

        var inject = () => _builder.InjectSidecar("Proxy", TestApplication.Process);

        inject.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR068: A sidecar 'Proxy' is injected already*");
    }

    [TestMethod]
    [DataRow("", "ASPIRESIDECAR061")]
    [DataRow("two words", "ASPIRESIDECAR061")]
    [DataRow("main", "ASPIRESIDECAR002")]
    public void A_name_that_cannot_be_one_is_refused(string name, string id)
    {
        _builder.Invoking(b => b.InjectSidecar(name, TestApplication.Process)).Should().Throw<ArgumentException>().WithMessage($"{id}: '{name}'*");
        _builder.AddMain().Invoking(api => api.WithoutSidecar(name)).Should().Throw<ArgumentException>().WithMessage($"{id}: '{name}'*");
    }

    [TestMethod]
    public async Task A_name_that_is_too_long_for_one_of_the_mains_is_an_error_that_names_it()
    {
        _builder.AddMain("a-main-with-quite-a-long-name-for-a-resource-of-an-application");
        _builder.InjectSidecar("proxy", TestApplication.Process);

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>()
            .WithMessage("ASPIRESIDECAR061: 'proxy' is too long for a sidecar of 'a-main-with-quite-a-long-name-for-a-resource-of-an-application'*");
    }

    [TestMethod]
    public async Task What_is_injected_can_be_configured_as_any_sidecar()
    {
        _builder.AddMain("api").WithSharedVolume("logs", "/logs");
        _builder.InjectSidecar("proxy", (b, n) => TestApplication.Process(b, n).WithSharedVolume("logs", "/logs").WithStopGracePeriod(TimeSpan.FromSeconds(3)));

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Single(resource => resource.Name == "api-proxy").HasAnnotationOfType<SharedVolumeAnnotation>().Should().BeTrue();
    }

    [TestMethod]
    public async Task Opting_out_of_what_is_not_injected_is_a_warning()
    {
        var api = _builder.AddMain().WithoutSidecar("proxy").WithoutSidecar("prxy");
        _builder.InjectSidecar("proxy", TestApplication.Process);
        var log = new FakeLogs();
        _builder.Services.AddSingleton<ILoggerProvider>(log);

        using var application = await _builder.CompleteAsync();

        log.Lines.Should().ContainSingle(line => line.StartsWith("ASPIRESIDECAR069: 'api' opts out of sidecar 'prxy', but none of that name is injected", StringComparison.Ordinal));
        log.Lines.Should().NotContain(line => line.Contains("'proxy'", StringComparison.Ordinal));
        api.GetSidecars().Should().BeEmpty();
    }
}
