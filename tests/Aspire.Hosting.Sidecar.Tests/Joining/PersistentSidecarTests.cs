#pragma warning disable ASPIREPERSISTENCE001 // What these tests are about.

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// A persistent sidecar in the network of a persistent main survives the application, as its main does.
/// </summary>
[TestClass]
public sealed class PersistentSidecarTests
{
    [TestMethod]
    [Shows("ContainerLifetimeAnnotation", "PersistenceAnnotation")]
    public async Task Main_and_sidecar_keep_running_and_are_found_again()
    {
        await TestEngine.RequireAsync();
        var run = Guid.NewGuid().ToString("N")[..12];
        string[] names = [$"main-{run}", $"sidecar-{run}", $"mode-{run}"];
        try
        {
            var first = await RunAsync(run, "one");
            foreach (var name in names)
            {
                (await TestEngine.RunAsync("inspect", "--format", "{{.State.Running}}", name)).Should().Be("true");
            }

            var second = await RunAsync(run, "one");
            var changed = await RunAsync(run, "two");

            second.Should().Equal(first);
            changed[0].Should().Be(first[0]);
            changed[1].Should().NotBe(first[1], "it is configured in another way");
            changed[2].Should().Be(first[2]);
        }
        finally
        {
            await TestEngine.RunAsync(["rm", "--force", "--volumes", .. names]);
        }
    }

    private static async Task<string[]> RunAsync(string run, string value)
    {
        await using var application = await RunningApplication.StartAsync(builder => builder.AddContainer("api", TestEngine.Image, TestEngine.Tag)
            .WithArgs("bash", "-c", Twins.Idle).WithLifetime(ContainerLifetime.Persistent).WithContainerName($"main-{run}")
            .WithSidecar("kept", (b, n) => b.AddContainer(n, TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", Twins.Idle)
                .WithLifetime(ContainerLifetime.Persistent).WithContainerName($"sidecar-{run}").WithEnvironment("VALUE", value))
            .WithSidecar("mode", (b, n) => b.AddContainer(n, TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", Twins.Idle)
                .WithPersistentLifetime().WithContainerName($"mode-{run}")));
        string[] resources = ["api", "api-kept", "api-mode"];
        foreach (var resource in resources)
        {
            await application.WaitForStateAsync(resource, KnownResourceStates.Running);
        }

        application.Property("api-kept", "container.lifetime").Should().Be(ContainerLifetime.Persistent);
        string[] ids = [.. resources.Select(resource => (string)application.Property(resource, "container.id")!)];
        await application.StopAsync();
        return ids;
    }
}
