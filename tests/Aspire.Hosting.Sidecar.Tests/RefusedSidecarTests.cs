namespace Aspire.Hosting.Sidecar.Tests;

/// <summary>
/// Calls that cannot work are refused where they are made, and leave nothing behind.
/// </summary>
[TestClass]
public class RefusedSidecarTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("not valid")]
    [DataRow("-name")]
    [DataRow("name-")]
    [DataRow("na--me")]
    [DataRow("na_me")]
    [DataRow("na.me")]
    [DataRow("nämе")]
    public void A_name_that_is_no_part_of_a_resource_name_is_refused(string name) =>
        Refused(api => api.WithSidecar(name, "image")).WithMessage($"ASPIRESIDECAR061: '{name}' cannot be the name of a sidecar of 'api'*");

    [TestMethod]
    public void A_resource_name_beyond_the_limit_is_refused()
    {
        var longest = new string('a', 60);

        _builder.AddMain().WithSidecar(longest, TestApplication.Process);
        _builder.AddMain("web").Invoking(web => web.WithInitContainer(longest + "a", "image")).Should().Throw<ArgumentException>()
            .WithMessage("ASPIRESIDECAR061: 'a*' is too long for a sidecar of 'web': its resource would be 'web-a*', which has 65 characters, and the most is 64*");
    }

    [TestMethod]
    public void A_name_that_another_resource_has_is_refused()
    {
        _builder.AddContainer("api-cache", "redis");

        Refused(api => api.WithSidecar("cache", "redis")).WithMessage("ASPIRESIDECAR061: 'cache' cannot be the name of a sidecar of 'api': there is a resource 'api-cache' already*");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("--privileged")]
    [DataRow("image ")]
    [DataRow("my image")]
    [DataRow("Image")]
    [DataRow("registry/Image")]
    [DataRow("image:")]
    [DataRow("image:-tag")]
    [DataRow(":tag")]
    [DataRow("image:a:b")]
    [DataRow("image@sha256:123")]
    [DataRow("https://registry/image")]
    [DataRow("registry//image")]
    [DataRow("image\n")]
    public void What_is_no_image_is_refused(string image)
    {
        Refused(api => api.WithSidecar("cache", image)).WithMessage($"ASPIRESIDECAR064: '{image}' is not an image for 'api-cache'*");
        _builder.AddMain("web").Invoking(web => web.WithInitContainer("seed", image)).Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR064*");
    }

    [TestMethod]
    [DataRow("redis")]
    [DataRow("redis:8.2")]
    [DataRow("library/redis")]
    [DataRow("docker.io/library/redis:8.2-alpine")]
    [DataRow("localhost:5000/my_team/my__image-x:V1")]
    [DataRow("REGISTRY.example/image")]
    [DataRow("[::1]:5000/image")]
    [DataRow("image@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void What_is_an_image_is_taken(string image) => _builder.AddMain().WithSidecar("cache", image).GetSidecars().Should().ContainSingle();

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("-1")]
    [DataRow("1 2")]
    [DataRow("--privileged")]
    [DataRow("a/b")]
    public void What_is_no_tag_is_refused(string tag) =>
        Refused(api => api.WithSidecar("cache", "redis", tag)).WithMessage($"ASPIRESIDECAR031: '{tag}' is not a tag for the image of 'api-cache'*");

    [TestMethod]
    [DataRow("redis:8.2")]
    [DataRow("redis@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void A_version_that_is_given_twice_is_refused(string image) =>
        Refused(api => api.WithSidecar("cache", image, "8.2")).WithMessage($"ASPIRESIDECAR064: The image '{image}' of 'api-cache' says which version it is, and the tag '8.2' says so again*");

    [TestMethod]
    public void A_resource_of_another_application_is_refused()
    {
        var other = TestApplication.CreateBuilder();

        Refused(api => api.WithSidecar("cache", (_, n) => other.AddContainer(n, "redis"))).WithMessage("ASPIRESIDECAR062: 'api-cache' cannot be attached to 'api'*");
        _builder.AddMain("web").Invoking(web => web.WithSidecar(other.AddContainer("db", "redis"))).Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR062: 'db'*");
    }

    [TestMethod]
    public void A_resource_that_was_not_added_is_refused() =>
        Refused(api => api.WithSidecar("cache", (b, n) => b.CreateResourceBuilder(new ContainerResource(n)))).WithMessage("ASPIRESIDECAR062: 'api-cache'*");

    [TestMethod]
    public void A_function_that_returns_the_main_is_refused()
    {
        var api = _builder.AddMain();

        api.Invoking(a => a.WithSidecar("cache", (_, _) => api)).Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR005: 'api' cannot be its own sidecar*");
    }

    [TestMethod]
    public void A_function_that_returns_what_was_there_before_is_refused()
    {
        var cache = _builder.AddContainer("cache", "redis");

        Refused(api => api.WithSidecar("store", (_, _) => cache)).WithMessage("ASPIRESIDECAR063: The function that should add sidecar 'store' of 'api' returned 'cache', which was there before*");
    }

    [TestMethod]
    public async Task Calls_after_the_application_is_built_are_refused()
    {
        var api = _builder.AddMain().WithSidecar("helper", TestApplication.Process);
        var helper = api.GetSidecar<ExecutableResource>("helper");
        await using var application = _builder.Build();

        Action[] calls =
        [
            () => api.WithSidecar("cache", "redis"),
            () => api.WithSidecar("cache", TestApplication.Process),
            () => api.WithSidecar(helper),
            () => api.WithInitContainer("seed", "image"),
            () => api.WithInitContainer("seed", TestApplication.Process),
            () => api.WithSharedVolume("logs", "/logs"),
            () => api.WithLoggingSidecar("logs"),
            () => api.WithMonitoringSidecar(),
            () => api.WithoutSidecar("proxy"),
            () => api.WithResourceLimits(cpus: 1),
            () => api.WithStopGracePeriod(TimeSpan.FromSeconds(1)),
            () => helper.WithRestartPolicy(SidecarRestartPolicy.Never),
            () => helper.RestartWhenUnhealthy(TimeSpan.FromSeconds(1)),
            () => helper.WithStartOrder(SidecarStartOrder.AfterMain),
            () => helper.AsEssential(),
            () => helper.WithNetworkSharing(SidecarNetwork.Separate),
            () => helper.WithSharedProcesses(),
            () => helper.WithSharedIpc(),
            () => _builder.InjectSidecar("proxy", TestApplication.Process),
            () => _builder.AddSidecarTelemetry(),
        ];
        foreach (var call in calls)
        {
            call.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR060: * was called after Build()*");
        }

        _builder.Resources.Should().HaveCount(2);
    }

    [TestMethod]
    public async Task Every_setting_alone_is_looked_at_before_the_start()
    {
        (string Name, Action<IResourceBuilder<ExecutableResource>> Set)[] settings =
        [
            ("WithRestartPolicy", sidecar => sidecar.WithRestartPolicy(SidecarRestartPolicy.Never)),
            ("RestartWhenUnhealthy", sidecar => sidecar.RestartWhenUnhealthy(TimeSpan.FromSeconds(1))),
            ("WithStartOrder", sidecar => sidecar.WithStartOrder(SidecarStartOrder.AfterMain)),
            ("AsEssential", sidecar => sidecar.AsEssential()),
            ("WithNetworkSharing", sidecar => sidecar.WithNetworkSharing(SidecarNetwork.Separate)),
            ("WithSharedProcesses", sidecar => sidecar.WithSharedProcesses()),
            ("WithSharedIpc", sidecar => sidecar.WithSharedIpc()),
        ];
        foreach (var (name, set) in settings)
        {
            var builder = TestApplication.CreateBuilder();
            set(builder.AddMain("lonely"));

            await builder.Invoking(b => b.CompleteAsync()).Should().ThrowAsync<DistributedApplicationException>().WithMessage($"ASPIRESIDECAR019: 'lonely' has {name}, but is not a sidecar*");
        }
    }

    [TestMethod]
    public void Settings_out_of_range_are_refused()
    {
        var sidecar = TestApplication.Process(_builder, "sidecar");

        OutOfRange(() => sidecar.WithStopGracePeriod(TimeSpan.Zero)).WithMessage("ASPIRESIDECAR065: The time to stop of 'sidecar' cannot be 0:00:00*");
        OutOfRange(() => sidecar.WithStopGracePeriod(Timeout.InfiniteTimeSpan)).WithMessage("ASPIRESIDECAR065*");
        OutOfRange(() => sidecar.WithStopGracePeriod(TimeSpan.FromDays(60))).WithMessage("ASPIRESIDECAR065*");
        OutOfRange(() => sidecar.RestartWhenUnhealthy(TimeSpan.Zero)).WithMessage("ASPIRESIDECAR065: The time that 'sidecar' may be unhealthy*");
        OutOfRange(() => sidecar.RestartWhenUnhealthy(TimeSpan.FromDays(60))).WithMessage("ASPIRESIDECAR065*");
        OutOfRange(() => sidecar.WithStartOrder((SidecarStartOrder)9)).WithMessage("ASPIRESIDECAR065: 9 is not a SidecarStartOrder: it must be WithMain, BeforeMain, AfterMain.*");
        OutOfRange(() => sidecar.WithNetworkSharing((SidecarNetwork)9)).WithMessage("ASPIRESIDECAR065: 9 is not a SidecarNetwork*");
        OutOfRange(() => sidecar.ApplicationBuilder.AddSidecarTelemetry((SidecarTelemetryExporter)9)).WithMessage("ASPIRESIDECAR065: 9 is not a SidecarTelemetryExporter*");
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> OutOfRange(Func<object> call) => call.Should().Throw<ArgumentException>();

    private FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Action<IResourceBuilder<ExecutableResource>> attach)
    {
        var api = _builder.AddMain();
        var assertions = api.Invoking(attach).Should().Throw<ArgumentException>();
        api.GetSidecars().Should().BeEmpty();
        return assertions;
    }
}
