using Aspire.Hosting.Eventing;
using Aspire.Hosting.Sidecar.Applying;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Sidecar.Tests;

[TestClass]
public class WithSharedVolumeTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    [DataRow("")]
    [DataRow("-logs")]
    [DataRow("logs-")]
    [DataRow("lo_gs")]
    [DataRow("a123456789012345678901234567890123456789012345678901234567890123")]
    public void A_malformed_name_is_refused(string name)
    {
        var mount = () => _builder.AddMain().WithSharedVolume(name, "/logs");

        mount.Should().Throw<ArgumentException>().WithMessage($"ASPIRESIDECAR006: '{name}' on 'api' is not the name of a shared volume*");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("logs")]
    [DataRow("./logs")]
    [DataRow("C:/logs")]
    [DataRow("/")]
    [DataRow("//")]
    [DataRow("/.")]
    [DataRow("/var/../logs")]
    [DataRow("/logs,ro")]
    [DataRow("/logs:ro")]
    [DataRow("/lo\"gs")]
    [DataRow("/lo\ngs")]
    [DataRow("/lo\0gs")]
    [DataRow("/ ")]
    [DataRow("/proc")]
    [DataRow("/proc/sys")]
    [DataRow("/dev/")]
    public void A_path_at_which_nothing_can_be_mounted_is_refused(string path)
    {
        var mount = () => _builder.AddMain().WithSharedVolume("logs", path);

        mount.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR007: 'api' cannot mount shared volume 'logs' at '*'. The path must be absolute*");
    }

    [TestMethod]
    [DataRow("/logs")]
    [DataRow("/logs/")]
    [DataRow("//logs")]
    [DataRow("/./logs")]
    public void A_path_has_one_form(string path) =>
        _builder.AddMain().WithSharedVolume("logs", path).Resource.Annotations.OfType<SharedVolumeAnnotation>().Single().Path.Should().Be("/logs");

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("1DIR")]
    [DataRow("LOG DIR")]
    [DataRow("LOG=DIR")]
    [DataRow("LOG\nDIR")]
    [DataRow("PFAD_ÜBER")]
    public void A_variable_that_is_no_name_is_refused(string variable)
    {
        var mount = () => _builder.AddMain().WithSharedVolume("logs", "/logs", configure: volume => volume.EnvironmentVariable = variable);

        mount.Should().Throw<ArgumentException>().WithMessage($"ASPIRESIDECAR066: '{variable}' cannot be the environment variable for shared volume 'logs' on 'api'*");
    }

    [TestMethod]
    public void One_variable_for_two_volumes_is_refused()
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/logs", configure: volume => volume.EnvironmentVariable = "DIR");

        var mount = () => api.WithSharedVolume("state", "/state", configure: volume => volume.EnvironmentVariable = "DIR");

        mount.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR067: The environment variable 'DIR' on 'api' cannot have the paths of both shared volumes 'logs' and 'state'*");
    }

    [TestMethod]
    public void Options_that_are_not_defined_are_refused()
    {
        var api = _builder.AddMain();

        api.Invoking(a => a.WithSharedVolume("logs", "/logs", configure: volume => volume.Medium = (SharedVolumeMedium)9)).Should().Throw<ArgumentException>()
            .WithMessage("ASPIRESIDECAR065: 9 is not a SharedVolumeMedium: it must be Disk, Memory*");
        api.Invoking(a => a.WithSharedVolume("logs", "/logs", configure: volume => volume.Lifetime = (SharedVolumeLifetime)9)).Should().Throw<ArgumentException>()
            .WithMessage("ASPIRESIDECAR065: 9 is not a SharedVolumeLifetime*");
    }

    [TestMethod]
    [DataRow("logs", "/other", DisplayName = "the volume")]
    [DataRow("other", "/logs/", DisplayName = "the path")]
    public void A_second_mount_is_refused(string volume, string path)
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/logs");

        var mount = () => api.WithSharedVolume(volume, path);

        mount.Should().Throw<ArgumentException>().WithMessage($"ASPIRESIDECAR008: 'api' cannot mount shared volume '{volume}'*");
    }

    [TestMethod]
    public void A_malformed_size_limit_is_refused()
    {
        var mount = () => _builder.AddMain().WithSharedVolume("logs", "/logs", configure: volume => volume.SizeLimit = "much");

        mount.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR013: 'much' on 'api' is not a size*");
    }

    [TestMethod]
    public async Task Processes_share_a_folder_and_are_told_where()
    {
        var api = _builder.AddMain().WithSharedVolume("app-logs", "/var/log/api")
            .WithSidecar("shipper", (b, n) => TestApplication.Process(b, n)
                .WithSharedVolume("app-logs", "/logs", configure: volume => volume.EnvironmentVariable = "LOG_DIR"));
        using var application = await _builder.CompleteAsync();

        var main = await api.Resource.EnvironmentAsync(application);
        var sidecar = await api.GetSidecar("shipper").Resource.EnvironmentAsync(application);

        var folder = main["SIDECAR_VOLUME_APP_LOGS"].Should().BeOfType<string>().Subject;
        folder.Should().EndWith(Path.Combine("sidecar", "api", "app-logs"));
        sidecar["SIDECAR_VOLUME_APP_LOGS"].Should().Be(folder);
        sidecar["LOG_DIR"].Should().Be(folder);
    }

    [TestMethod]
    public async Task A_folder_is_made_when_the_first_member_that_mounts_it_starts_and_not_again()
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/var/log/api")
            .WithSidecar("shipper", (b, n) => TestApplication.Process(b, n).WithSharedVolume("logs", "/logs"));
        using var application = await _builder.CompleteAsync();
        var folder = (string)(await api.Resource.EnvironmentAsync(application))["SIDECAR_VOLUME_LOGS"];
        Directory.Exists(Path.GetDirectoryName(folder)).Should().BeFalse();

        await StartAsync(api.GetSidecar("shipper").Resource);
        await File.WriteAllTextAsync(Path.Combine(folder, "file"), "of this run");
        await StartAsync(api.Resource);

        File.Exists(Path.Combine(folder, "file")).Should().BeTrue();

        Task StartAsync(IResource resource) => application.Services.GetRequiredService<IDistributedApplicationEventing>()
            .PublishAsync(new BeforeResourceStartedEvent(resource, application.Services));
    }

    [TestMethod]
    public async Task A_process_and_a_container_share_a_folder_that_is_bound()
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/var/log/api")
            .WithSidecar("shipper", "image", configure: shipper => shipper.WithSharedVolume("logs", "/logs", isReadOnly: true));
        using var application = await _builder.CompleteAsync();

        var folder = (await api.Resource.EnvironmentAsync(application))["SIDECAR_VOLUME_LOGS"];
        var shipper = api.GetSidecar("shipper").Resource;
        var mount = shipper.Annotations.OfType<ContainerMountAnnotation>().Should().ContainSingle().Subject;
        (mount.Source, mount.Target, mount.Type, mount.IsReadOnly).Should().Be(((string)folder, "/logs", ContainerMountType.BindMount, true));
        (await shipper.EnvironmentAsync(application))["SIDECAR_VOLUME_LOGS"].Should().Be("/logs");
    }

    [TestMethod]
    public async Task Containers_share_a_volume_of_the_engine()
    {
        var api = _builder.AddContainerMain().WithSharedVolume("logs", "/var/log/api")
            .WithSidecar("shipper", "image", configure: shipper => shipper.WithSharedVolume("logs", "/logs", isReadOnly: true));
        using var application = await _builder.CompleteAsync();

        var main = await RunArgumentsAsync(api.Resource);
        var sidecar = await RunArgumentsAsync(api.GetSidecar("shipper").Resource);
        main[0].Should().Be("--volume");
        main[1].Should().MatchRegex("^sidecar-[0-9a-z]+[.]api[.]logs[.][a-z]{8}:/var/log/api:nocopy$");
        sidecar.Should().Equal("--volume", main[1].Replace("/var/log/api", "/logs", StringComparison.Ordinal) + ",ro");
    }

    [TestMethod]
    public async Task Where_the_host_enforces_labels_a_bound_folder_is_labelled_for_sharing()
    {
        var api = _builder.AddMain().WithSharedVolume("logs", "/var/log/api")
            .WithSidecar("shipper", "image", configure: shipper => shipper.WithSharedVolume("logs", "/logs", isReadOnly: true));
        _builder.Services.AddSingleton(new SecurityLabels(AreEnforced: true));
        using var application = await _builder.CompleteAsync();

        var folder = (await api.Resource.EnvironmentAsync(application))["SIDECAR_VOLUME_LOGS"];
        var shipper = api.GetSidecar("shipper").Resource;
        (await RunArgumentsAsync(shipper)).Should().Equal("--volume", $"{folder}:/logs:z,ro");
        shipper.Annotations.OfType<ContainerMountAnnotation>().Should().BeEmpty();
    }

    [TestMethod]
    [DataRow("1\n", true)]
    [DataRow("0\n", false)]
    [DataRow(null, false)]
    public void Labels_are_enforced_if_the_kernel_says_so(string? status, bool expected)
    {
        var file = Path.Combine(TemporaryFolder.Create(), "enforce");
        if (status is not null)
        {
            File.WriteAllText(file, status);
        }

        SecurityLabels.Read(file).AreEnforced.Should().Be(expected);
    }

    [TestMethod]
    public async Task A_volume_in_memory_cannot_be_persistent()
    {
        _builder.AddContainerMain().WithSharedVolume("logs", "/a", configure: volume => volume.Lifetime = SharedVolumeLifetime.Persistent)
            .WithSidecar("shipper", "image", configure: shipper => shipper
                .WithSharedVolume("logs", "/b", configure: volume => volume.Medium = SharedVolumeMedium.Memory));

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>()
            .WithMessage("ASPIRESIDECAR029: Shared volume 'logs' of 'api' cannot be both in memory and persistent*");
    }

    [TestMethod]
    public async Task A_path_where_a_member_mounts_something_else_is_refused()
    {
        _builder.AddContainerMain().WithVolume("other", "/logs/").WithSharedVolume("logs", "/logs")
            .WithSidecar("shipper", "image", configure: shipper => shipper.WithSharedVolume("logs", "/logs"));

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>()
            .WithMessage("ASPIRESIDECAR077: 'api' mounts shared volume 'logs' at '/logs', where it mounts something else too*");
    }

    [TestMethod]
    public async Task A_volume_that_one_member_mounts_is_refused_with_the_nearest_name()
    {
        _builder.AddMain().WithSharedVolume("logs", "/var/log/api")
            .WithSidecar("shipper", (b, n) => TestApplication.Process(b, n).WithSharedVolume("logs", "/logs"))
            .WithSidecar("other", (b, n) => TestApplication.Process(b, n).WithSharedVolume("log", "/logs"));

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>()
            .WithMessage("ASPIRESIDECAR009: Only 'api-other' mounts shared volume 'log' in the pod of 'api'. Did it mean 'logs', which other members mount?");
    }

    [TestMethod]
    public async Task A_volume_without_a_pod_is_refused()
    {
        _builder.AddMain().WithSharedVolume("logs", "/var/log/api");

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>().WithMessage("ASPIRESIDECAR009: Only 'api' mounts shared volume 'logs'*");
    }

    [TestMethod]
    public async Task Members_that_disagree_on_the_volume_are_refused()
    {
        _builder.AddMain().WithSharedVolume("logs", "/a", configure: volume => volume.Lifetime = SharedVolumeLifetime.Persistent)
            .WithSidecar("shipper", (b, n) => TestApplication.Process(b, n)
                .WithSharedVolume("logs", "/b", configure: volume => volume.Lifetime = SharedVolumeLifetime.Ephemeral));

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>()
            .WithMessage("ASPIRESIDECAR018: 'api' and 'api-shipper' set Lifetime of shared volume 'logs' in the pod of 'api' differently*");
    }

    private static async Task<IReadOnlyList<string>> RunArgumentsAsync(IResource resource)
    {
        List<object> arguments = [];
        foreach (var callback in resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>())
        {
            await callback.Callback(new ContainerRuntimeArgsCallbackContext(arguments, CancellationToken.None));
        }

        return [.. arguments.Cast<string>()];
    }
}
