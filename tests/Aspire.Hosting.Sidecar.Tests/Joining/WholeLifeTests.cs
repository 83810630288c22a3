using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// A sidecar in the network of its main waits, is waited for, ends, and obeys commands as an ordinary container does.
/// </summary>
[TestClass]
public sealed class WholeLifeTests
{
    private static readonly string[] Kinds = ["plain", "api"];
    private static volatile bool s_isOpen;

    private static readonly Lazy<Task<Twins>> Started = new(() => Twins.StartAsync(Build));

    [ClassCleanup]
    public static async Task EndAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }

    [TestMethod]
    [Shows("WaitAnnotation")]
    public async Task It_waits_for_others_and_others_wait_for_it()
    {
        await TestEngine.RequireAsync();
        var application = (await Started.Value).Application;
        foreach (var kind in Kinds)
        {
            await application.WaitForStateAsync($"{kind}-gated", KnownResourceStates.Waiting);
            await application.WaitForStateAsync($"after-{kind}-gated", KnownResourceStates.Waiting);
        }

        s_isOpen = true;

        foreach (var kind in Kinds)
        {
            await application.WaitForStateAsync($"{kind}-gated", KnownResourceStates.Running);
            await application.WaitForStateAsync($"after-{kind}-gated", KnownResourceStates.Running);
            await application.WaitForStateAsync($"after-{kind}-job", KnownResourceStates.Running);
            application.States.Should().ContainInOrder(($"{kind}-gated", KnownResourceStates.Running), ($"after-{kind}-gated", KnownResourceStates.Running));
            application.States.Should().ContainInOrder(($"{kind}-job", KnownResourceStates.Exited), ($"after-{kind}-job", KnownResourceStates.Running));
        }
    }

    [TestMethod]
    public async Task It_does_not_start_when_what_it_waits_for_has_failed()
    {
        await TestEngine.RequireAsync();
        var application = (await Started.Value).Application;
        foreach (var kind in Kinds)
        {
            await application.WaitForStateAsync($"{kind}-doomed", KnownResourceStates.FailedToStart);
        }

        application.States.Should().NotContain(state => state.Resource.EndsWith("-doomed", StringComparison.Ordinal) && state.State == KnownResourceStates.Running);
    }

    [TestMethod]
    [Shows("ExplicitStartupAnnotation", "StartCommand", "StopCommand", "RestartCommand")]
    public async Task It_is_started_stopped_and_restarted_by_command()
    {
        await TestEngine.RequireAsync();
        var twins = await Started.Value;
        var application = twins.Application;
        foreach (var kind in Kinds)
        {
            var resource = $"{kind}-explicit";
            await application.WaitForStateAsync(resource, KnownResourceStates.NotStarted);
            await application.CommandAsync(resource, KnownResourceCommands.StartCommand);
            await application.WaitForStateAsync(resource, KnownResourceStates.Running);
            var first = twins.Container(resource);
            await application.CommandAsync(resource, KnownResourceCommands.RestartCommand);
            await application.WaitForAsync(resource, snapshot => snapshot.State?.Text == KnownResourceStates.Running && twins.Container(resource) != first);
            await application.CommandAsync(resource, KnownResourceCommands.StopCommand);
            await application.WaitForAsync(resource, snapshot => snapshot.State?.Text == KnownResourceStates.Exited && snapshot.ExitCode is not null);
        }

        application.Snapshot("api-explicit").ExitCode.Should().Be(application.Snapshot("plain-explicit").ExitCode);
    }

    [TestMethod]
    public async Task It_ends_with_the_exit_code_of_its_program()
    {
        await TestEngine.RequireAsync();
        var application = (await Started.Value).Application;
        foreach (var kind in Kinds)
        {
            (await application.WaitForAsync($"{kind}-failing", snapshot => snapshot.ExitCode is not null)).ExitCode.Should().Be(7);
            application.State($"{kind}-failing").Should().Be(KnownResourceStates.Exited);
            (await application.WaitForLogAsync($"{kind}-failing", "bad")).Should().EndWith("went bad");
        }
    }

    private static void Build(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> main)
    {
        builder.Services.AddHealthChecks().AddCheck("gate", () => s_isOpen ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("closed"));
        var gate = Idle(builder, "gate").WithHealthCheck("gate");
        var job = Run(builder, "first", "exit 0");
        var broken = Run(builder, "broken", "exit 1");
        Twins.Add(main, "gated", Idle, container =>
        {
            container.WaitFor(gate).WaitForStart(gate).WaitForCompletion(job);
            Idle(builder, $"after-{container.Resource.Name}").WaitFor(container);
        });
        Twins.Add(main, "job", (b, name) => Run(b, name, "echo done"), container => Idle(builder, $"after-{container.Resource.Name}").WaitForCompletion(container));
        Twins.Add(main, "doomed", Idle, container => container.WaitForCompletion(broken));
        Twins.Add(main, "failing", (b, name) => Run(b, name, "echo went bad >&2; exit 7"), _ => { });
        main.GetSidecar("failing").WithRestartPolicy(SidecarRestartPolicy.Never);
        Twins.Add(main, "explicit", Idle, container => container.WithExplicitStart());
    }

    private static IResourceBuilder<ContainerResource> Idle(IDistributedApplicationBuilder builder, string name) => Run(builder, name, Twins.Idle);

    private static IResourceBuilder<ContainerResource> Run(IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddContainer(name, TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", script);
}
