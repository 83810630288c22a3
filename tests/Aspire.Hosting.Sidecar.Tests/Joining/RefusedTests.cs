#pragma warning disable ASPIREPERSISTENCE001 // What these tests are about.
#pragma warning disable ASPIRETERMINAL001

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// What a sidecar in the network of its main cannot have is refused by name.
/// </summary>
[TestClass]
public sealed class RefusedTests
{
    [TestMethod]
    public Task A_terminal() => RefusedAsync("ASPIRESIDECAR090", sidecar => sidecar.WithTerminal());

    [TestMethod]
    public Task A_life_longer_than_that_of_the_main() => RefusedAsync("ASPIRESIDECAR071", sidecar => sidecar.WithLifetime(ContainerLifetime.Persistent));

    [TestMethod]
    public Task The_life_of_a_process() => RefusedAsync("ASPIRESIDECAR092", sidecar => sidecar.WithParentProcessLifetime(Environment.ProcessId));

    [TestMethod]
    public async Task What_is_refused_is_possible_in_a_network_of_its_own()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddContainerMain()
            .WithSidecar("persistent", (b, n) => TestApplication.Container(b, n).WithLifetime(ContainerLifetime.Persistent).WithNetworkSharing(SidecarNetwork.Separate))
            .WithSidecar("bound", (b, n) => TestApplication.Container(b, n).WithParentProcessLifetime(Environment.ProcessId).WithNetworkSharing(SidecarNetwork.Separate))
            .WithSidecar("shell", (b, n) => TestApplication.Container(b, n).WithTerminal().WithNetworkSharing(SidecarNetwork.Separate));

        using var application = await builder.CompleteAsync();
    }

    [TestMethod]
    public async Task Engine_arguments_for_a_network_of_its_own()
    {
        await TestEngine.RequireAsync();
        await using var application = await RunningApplication.StartAsync(builder =>
        {
            var main = builder.AddContainer("api", TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", Twins.Idle);
            foreach (var (name, argument) in (ReadOnlySpan<(string, string)>)[("one", "--hostname=other"), ("two", "-p"), ("three", "--add-host")])
            {
                main.WithSidecar(name, (b, n) => b.AddContainer(n, TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", Twins.Idle).WithContainerRuntimeArgs(argument, "1:1"));
            }
        });

        (await application.WaitForLogAsync("api-one", "ASPIRESIDECAR093")).Should().Contain("'--hostname'").And.Contain("'api'");
        await application.WaitForLogAsync("api-two", "'-p'");
        await application.WaitForLogAsync("api-three", "'--add-host'");
        await application.WaitForStateAsync("api-one", KnownResourceStates.FailedToStart);
    }

    private static async Task RefusedAsync(string id, Action<IResourceBuilder<ContainerResource>> configure)
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddContainerMain().WithSidecar("proxy", (b, n) =>
        {
            var sidecar = TestApplication.Container(b, n);
            configure(sidecar);
            return sidecar;
        });

        (await builder.Invoking(refused => refused.CompleteAsync()).Should().ThrowAsync<DistributedApplicationException>()).Which.Message.Should().Contain(id).And.Contain("'api-proxy'").And.Contain("'api'");
    }
}
