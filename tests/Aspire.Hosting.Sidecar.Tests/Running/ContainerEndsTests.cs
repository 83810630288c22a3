using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Sidecar.Tests.Running;

[TestClass]
public sealed class ContainerEndsTests
{
    private readonly PodMember _joined = new(
        new JoinedSidecarResource("api-proxy", "docker", ".", new ContainerResource("api-proxy"), "api-proxy-abcdefgh", isOnHostNetwork: false), "proxy", PodMemberRole.Sidecar, IsContainer: true);

    [TestMethod]
    [DataRow(0, "true", "137 (OOMKilled)")]
    [DataRow(0, "false", "137")]
    [DataRow(1, "", "137")]
    public async Task The_engine_says_why_a_container_ended(int engineExitCode, string answer, string shown)
    {
        FakeEngine engine = new(_ => (engineExitCode, answer, ""));

        (await OfAsync(engine, _joined, 137)).Shown.Should().Be(shown);

        engine.Calls.Should().Equal("container inspect --format {{.State.OOMKilled}} api-proxy-abcdefgh");
    }

    [TestMethod]
    public async Task It_is_not_asked_about_what_ended_well_or_never_was_a_container()
    {
        FakeEngine engine = new(_ => (0, "true", ""));

        (await OfAsync(engine, _joined, 0)).Should().Be(new MemberEnd(0));
        (await OfAsync(engine, _joined, null)).Shown.Should().Be("unknown");
        (await OfAsync(engine, _joined with { IsContainer = false }, 137)).Should().Be(new MemberEnd(137));
        (await OfAsync(engine, _joined with { Resource = new ContainerResource("none-yet") }, 137)).Should().Be(new MemberEnd(137));
        engine.Calls.Should().BeEmpty();
    }

    private static async Task<MemberEnd> OfAsync(FakeEngine engine, PodMember member, int? exitCode)
    {
        await using var application = TestApplication.CreateBuilder().Build();
        return await new ContainerEnds(engine, application.Services.GetRequiredService<ResourceNotificationService>()).OfAsync(member, exitCode, CancellationToken.None);
    }
}
