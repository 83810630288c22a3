namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// An init container that fails fails its main, and nothing else is blamed.
/// </summary>
[TestClass]
public sealed class InitFailureTests
{
    [TestMethod]
    public async Task The_main_fails_at_once_though_a_sidecar_was_to_start_first()
    {
        await TestEngine.RequireAsync();
        await using var application = await RunningApplication.StartAsync(builder => Add(builder, "api", Twins.Idle)
            .WithInitContainer("init", (b, n) => Add(b, n, "echo cannot migrate; exit 4"))
            .WithSidecar("first", (b, n) => Add(b, n, Twins.Idle).WithStartOrder(SidecarStartOrder.BeforeMain))
            .WithSidecar("beside", (b, n) => Add(b, n, Twins.Idle)));

        await application.WaitForStateAsync("api", KnownResourceStates.FailedToStart);

        (await application.WaitForLogAsync("api", "ASPIRESIDECAR036")).Should().Contain("'api-init'").And.Contain("exit code 4");
        application.States.Should().NotContain(("api", KnownResourceStates.Running)).And.NotContain(("api-beside", KnownResourceStates.Running));
        application.Property("api-first", "sidecar.restarts").Should().BeNull();
    }

    private static IResourceBuilder<ContainerResource> Add(IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddContainer(name, TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", script);
}
