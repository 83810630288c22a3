using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

[TestClass]
public sealed class ContainerEndsTests
{
    private readonly PodMember _separate = new(new ContainerResource("api-proxy"), "proxy", PodMemberRole.Sidecar, IsContainer: true) { Network = PodNetwork.Separate };

    [TestMethod]
    [DataRow(0, "true", "137 (OOMKilled)")]
    [DataRow(0, "false", "137")]
    [DataRow(1, "", "137")]
    public async Task The_engine_says_why_a_container_ended(int engineExitCode, string answer, string shown)
    {
        FakeEngine engine = new(_ => (engineExitCode, answer, ""));

        (await OfAsync(engine, _separate, 137, new ResourcePropertySnapshot("container.id", "91ab6cab8622"))).Shown.Should().Be(shown);

        engine.Calls.Should().Equal("container inspect --format {{.State.OOMKilled}} 91ab6cab8622");
    }

    [TestMethod]
    public async Task What_is_known_of_a_container_that_is_removed_at_its_end_is_in_its_state()
    {
        FakeEngine engine = new(_ => (1, "", "No such container"));
        var joined = _separate with { Network = PodNetwork.Pod };

        (await OfAsync(engine, joined, 137, new ResourcePropertySnapshot("sidecar.lastExitReason", "OOMKilled"))).Shown.Should().Be("137 (OOMKilled)");
        (await OfAsync(engine, joined, 137, new ResourcePropertySnapshot("container.id", "91ab6cab8622"))).Shown.Should().Be("137");
        engine.Calls.Should().BeEmpty();
    }

    [TestMethod]
    public async Task It_is_not_asked_about_what_ended_well_or_never_was_a_container()
    {
        FakeEngine engine = new(_ => (0, "true", ""));
        var id = new ResourcePropertySnapshot("container.id", "91ab6cab8622");

        (await OfAsync(engine, _separate, 0, id)).Should().Be(new MemberEnd(0));
        (await OfAsync(engine, _separate, null, id)).Shown.Should().Be("unknown");
        (await OfAsync(engine, _separate with { IsContainer = false }, 137, id)).Should().Be(new MemberEnd(137));
        (await OfAsync(engine, _separate, 137)).Should().Be(new MemberEnd(137));
        engine.Calls.Should().BeEmpty();
    }

    private static async Task<MemberEnd> OfAsync(FakeEngine engine, PodMember member, int? exitCode, params ResourcePropertySnapshot[] properties)
    {
        await using var application = TestApplication.CreateBuilder().Build();
        var notifications = application.Services.GetRequiredService<ResourceNotificationService>();
        await notifications.PublishUpdateAsync(member.Resource, snapshot => snapshot with { Properties = [.. properties] });
        return await new ContainerEnds(engine, notifications).OfAsync(member, exitCode, CancellationToken.None);
    }
}
