using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Planning;

/// <summary>
/// The mounts of members, gathered into volumes, and what is wrong with them.
/// </summary>
[TestClass]
public class SharedVolumePlannerTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    [DataRow("log", "logs", DisplayName = "a letter left out")]
    [DataRow("logss", "logs", DisplayName = "a letter too many")]
    [DataRow("lags", "logs", DisplayName = "another letter")]
    [DataRow("lgs", "LOGS", DisplayName = "whatever the case")]
    [DataRow("setings-dir", "settings-dirs", DisplayName = "two letters of a long name")]
    [DataRow("logs-of-the-proxy", "logs", DisplayName = "more at the end")]
    [DataRow("state", "state-of-the-api", DisplayName = "less at the end")]
    public void A_name_that_only_one_member_uses_may_be_a_typing_error(string lonely, string shared)
    {
        Share(shared, lonely);

        Error().Should().Be($"ASPIRESIDECAR009: Only 'api-other' mounts shared volume '{lonely}' in the pod of 'api'. Did it mean '{shared}', which other members mount?");
    }

    [TestMethod]
    [DataRow("lgos", "logs", DisplayName = "two letters of a short name")]
    [DataRow("kachen", "cache", DisplayName = "two letters of two short names")]
    [DataRow("state", "cache", DisplayName = "another word")]
    public void Another_word_is_no_typing_error(string lonely, string shared)
    {
        Share(shared, lonely);

        Error().Should().StartWith($"ASPIRESIDECAR009: Only 'api-other' mounts shared volume '{lonely}' in the pod of 'api'. Mount it in a second member");
    }

    [TestMethod]
    public void The_nearest_of_several_names_is_suggested()
    {
        Share("logs-archive", "log", "logs", "logs-of-today");

        Error().Should().Contain("Did it mean 'logs'");
    }

    [TestMethod]
    public void A_name_that_is_lonely_too_is_not_suggested()
    {
        _builder.AddMain().WithSharedVolume("logs", "/logs")
            .WithSidecar("other", (b, n) => TestApplication.Process(b, n).WithSharedVolume("log", "/logs"));

        Plan().Errors.Should().HaveCount(2).And.OnlyContain(error => error.Contains("Mount it in a second member", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_volume_that_what_was_removed_has_mounted_is_not_lonely_and_may_have_been_written()
    {
        var api = _builder.AddContainerMain().WithSharedVolume("data", "/data", isReadOnly: true)
            .WithSidecar("writer", (b, n) => TestApplication.Container(b, n).WithSharedVolume("DATA", "/data").WithSharedVolume("state", "/state")).WithSidecar("helper", TestApplication.Container);
        _builder.Resources.Remove(api.GetSidecar("writer").Resource);

        var result = Plan();

        result.Errors.Should().BeEmpty();
        result.Warnings.Should().BeEmpty();
    }

    [TestMethod]
    public void What_was_removed_excuses_its_own_volumes_only()
    {
        var api = _builder.AddContainerMain().WithSharedVolume("logs", "/logs")
            .WithSidecar("writer", (b, n) => TestApplication.Container(b, n).WithSharedVolume("data", "/data").WithSharedVolume("state", "/state"));
        _builder.Resources.Remove(api.GetSidecar("writer").Resource);

        Error().Should().StartWith("ASPIRESIDECAR009: Only 'api' mounts shared volume 'logs'");
    }

    [TestMethod]
    public void A_folder_on_this_machine_that_members_only_read_may_be_written_by_somebody_else()
    {
        _builder.AddContainerMain().WithSharedVolume("data", "/data", isReadOnly: true)
            .WithSidecar("helper", (b, n) => TestApplication.Process(b, n).WithSharedVolume("data", "/data", isReadOnly: true));

        Plan().Warnings.Should().BeEmpty();
    }

    [TestMethod]
    public void Members_that_agree_or_say_nothing_are_fine()
    {
        _builder.AddContainerMain().WithSharedVolume("logs", "/a", configure: volume => (volume.Medium, volume.SizeLimit) = (SharedVolumeMedium.Memory, "1m"))
            .WithSidecar("silent", (b, n) => TestApplication.Container(b, n).WithSharedVolume("logs", "/b"))
            .WithSidecar("same", (b, n) => TestApplication.Container(b, n)
                .WithSharedVolume("LOGS", "/c", configure: volume => (volume.Medium, volume.SizeLimit) = (SharedVolumeMedium.Memory, "1024k")));

        var result = Plan();

        result.Errors.Should().BeEmpty();
        var volume = result.Pods.Single().Volumes.Single();
        (volume.Name, volume.Medium, volume.Lifetime, volume.SizeLimit, volume.IsHostFolder).Should().Be(("logs", SharedVolumeMedium.Memory, SharedVolumeLifetime.Ephemeral, 1L << 20, false));
        volume.Mounts.Select(mount => mount.Path).Should().Equal("/a", "/b", "/c");
    }

    [TestMethod]
    public void Size_limits_that_differ_are_refused()
    {
        _builder.AddContainerMain().WithSharedVolume("logs", "/a")
            .WithSidecar("first", (b, n) => TestApplication.Container(b, n).WithSharedVolume("logs", "/b", configure: volume => volume.SizeLimit = "1m"))
            .WithSidecar("second", (b, n) => TestApplication.Container(b, n).WithSharedVolume("logs", "/c", configure: volume => volume.SizeLimit = "2m"));

        Error().Should().Be("ASPIRESIDECAR018: 'api-first' and 'api-second' set SizeLimit of shared volume 'logs' in the pod of 'api' differently. Set it on one of them.");
    }

    [TestMethod]
    public void A_process_has_no_mounts_that_could_meet()
    {
        _builder.AddMain().WithAnnotation(new ContainerMountAnnotation("other", "/logs", ContainerMountType.Volume, false)).WithSharedVolume("logs", "/logs")
            .WithSidecar("helper", (b, n) => TestApplication.Container(b, n).WithVolume("other", "/other").WithSharedVolume("logs", "/logs"));

        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void A_volume_of_a_persistent_sidecar_is_kept_too()
    {
        _builder.AddContainerMain().WithSharedVolume("files", "/files").WithSidecar("cache", (b, n) => TestApplication.Container(b, n)
            .WithLifetime(ContainerLifetime.Persistent).WithNetworkSharing(SidecarNetwork.Separate).WithSharedVolume("files", "/files"));

        var result = Plan();

        result.Errors.Should().BeEmpty();
        result.Pods.Single().Volumes.Single().Lifetime.Should().Be(SharedVolumeLifetime.Persistent);
    }

    [TestMethod]
    [DataRow(true, true, false)]
    [DataRow(true, false, true)]
    [DataRow(false, true, true)]
    [DataRow(false, false, true)]
    public void Files_of_any_process_are_in_a_folder_of_this_machine(bool isFirstContainer, bool isSecondContainer, bool expected)
    {
        new PodVolume("files", [Mount(isFirstContainer), Mount(isSecondContainer)]).IsHostFolder.Should().Be(expected);

        static PodMount Mount(bool isContainer) => new(new(new ContainerResource("api"), "api", PodMemberRole.Main, isContainer), "/files", IsReadOnly: false, EnvironmentVariable: null);
    }

    private void Share(string shared, string lonely, params string[] alsoShared)
    {
        string[] names = [shared, .. alsoShared];
        var api = _builder.AddMain();
        api.WithSidecar("helper", (b, n) => Mounted(TestApplication.Process(b, n)));
        api.WithSidecar("other", (b, n) => TestApplication.Process(b, n).WithSharedVolume(lonely, "/lonely"));
        Mounted(api);

        IResourceBuilder<ExecutableResource> Mounted(IResourceBuilder<ExecutableResource> member)
        {
            foreach (var name in names)
            {
                member.WithSharedVolume(name, $"/{name}");
            }

            return member;
        }
    }

    private string Error() => Plan().Errors.Should().ContainSingle().Subject;

    private PodPlanningResult Plan() => PodPlanner.Plan(_builder.Resources, new(IsRunMode: true, EngineHasHostNetwork: true));
}
