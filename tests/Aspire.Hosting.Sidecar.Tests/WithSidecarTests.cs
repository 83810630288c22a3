namespace Aspire.Hosting.Sidecar.Tests;

[TestClass]
public class WithSidecarTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public void Image_makes_a_container_named_after_main_and_sidecar()
    {
        var api = _builder.AddMain().WithSidecar("shipper", "fluent/fluent-bit", "5.1.2");

        var sidecar = api.GetSidecar<SidecarResource>("shipper").Resource;
        sidecar.Name.Should().Be("api-shipper");
        var image = sidecar.Annotations.OfType<ContainerImageAnnotation>().Should().ContainSingle().Subject;
        (image.Image, image.Tag).Should().Be(("fluent/fluent-bit", "5.1.2"));
    }

    [TestMethod]
    public void Configure_gets_the_sidecar()
    {
        var api = _builder.AddMain().WithSidecar("shipper", "image", configure: shipper => shipper.WithEnvironment("A", "b"));

        api.GetSidecar("shipper").Resource.Annotations.OfType<EnvironmentCallbackAnnotation>().Should().NotBeEmpty();
    }

    [TestMethod]
    public void Factory_gets_the_unique_resource_name()
    {
        var names = new List<string>();
        IResourceBuilder<ExecutableResource> Create(IDistributedApplicationBuilder builder, string name)
        {
            names.Add(name);
            return TestApplication.Process(builder, name);
        }

        _builder.AddMain("first").WithSidecar("helper", Create);
        _builder.AddMain("second").WithSidecar("helper", Create);

        names.Should().Equal("first-helper", "second-helper");
    }

    [TestMethod]
    public void Existing_resource_keeps_its_name()
    {
        var cache = _builder.AddContainer("cache", "redis");

        var api = _builder.AddMain().WithSidecar(cache);

        api.GetSidecar("cache").Resource.Should().BeSameAs(cache.Resource);
    }

    [TestMethod]
    public void It_returns_the_builder_it_was_called_on()
    {
        var api = _builder.AddMain();

        api.WithSidecar("a", "image").Should().BeSameAs(api);
        api.WithSidecar("b", TestApplication.Process).Should().BeSameAs(api);
        api.WithSidecar(_builder.AddContainer("c", "image")).Should().BeSameAs(api);
        api.WithInitContainer("d", "image").Should().BeSameAs(api);
    }

    [TestMethod]
    public void A_sidecar_is_nested_under_its_main_with_its_own_type()
    {
        var api = _builder.AddMain().WithSidecar("helper", TestApplication.Process);

        var sidecar = api.GetSidecar("helper").Resource;
        sidecar.Annotations.OfType<ResourceRelationshipAnnotation>().Should().Contain(r => r.Resource == api.Resource && r.Type == "Parent");
        var snapshot = sidecar.Annotations.OfType<ResourceSnapshotAnnotation>().Last().InitialSnapshot;
        snapshot.ResourceType.Should().Be("Sidecar");
        snapshot.Properties.Select(property => (property.Name, property.Value)).Should().Contain([("sidecar.name", "helper"), ("sidecar.main", "api")]);
    }

    [TestMethod]
    public async Task One_arrow_is_between_a_main_and_a_sidecar_that_wait_for_nothing()
    {
        var api = _builder.AddMain().WithSidecar("helper", (b, n) => TestApplication.Process(b, n).WithHttpEndpoint(name: "http"));
        using var application = await _builder.CompleteAsync();

        api.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Should().BeEmpty();
        api.GetSidecar("helper").Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Should().ContainSingle().Which.Type.Should().Be("Parent");
    }

    [TestMethod]
    public void A_sidecar_has_the_icon_of_its_kind_unless_the_user_gives_it_one()
    {
        var api = _builder.AddMain()
            .WithSidecar("image", "image")
            .WithSidecar("program", TestApplication.Process)
            .WithSidecar("own", "image", configure: own => own.WithIconName("Beaker"));

        Icon("image").Should().Be("Box");
        Icon("program").Should().Be("Apps");
        Icon("own").Should().Be("Beaker");

        string Icon(string name) => api.GetSidecar(name).Resource.Annotations.OfType<ResourceIconAnnotation>().Last().IconName;
    }

    [TestMethod]
    public void An_init_container_has_a_type_of_its_own()
    {
        var api = _builder.AddMain().WithInitContainer("seed", TestApplication.Process);

        api.GetSidecar("seed").Resource.Annotations.OfType<ResourceSnapshotAnnotation>().Last().InitialSnapshot.ResourceType.Should().Be("InitContainer");
    }

    [TestMethod]
    public void Duplicate_name_on_a_main_is_refused_and_nothing_is_added()
    {
        var api = _builder.AddMain().WithSidecar("shipper", "image");
        var before = _builder.Resources.Count;

        var attach = () => api.WithInitContainer("Shipper", TestApplication.Process);

        attach.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR001: 'api' has a sidecar or init container named 'Shipper' already*");
        _builder.Resources.Count.Should().Be(before);
    }

    [TestMethod]
    [DataRow("main")]
    [DataRow("Volume")]
    [DataRow("name")]
    public void Names_that_collide_with_variables_are_refused(string name)
    {
        var attach = () => _builder.AddMain().WithSidecar(name, "image");

        attach.Should().Throw<ArgumentException>().WithMessage($"ASPIRESIDECAR002: '{name}' cannot be the name of a sidecar of 'api'*");
    }

    [TestMethod]
    public void A_resource_attached_twice_is_refused()
    {
        var cache = _builder.AddContainer("cache", "redis");
        _builder.AddMain().WithSidecar(cache);

        var attach = () => _builder.AddMain("web").WithSidecar(cache);

        attach.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR003: 'cache' is attached to 'api' already and cannot be attached to 'web'*");
    }

    [TestMethod]
    public void A_sidecar_of_a_sidecar_is_refused()
    {
        var cache = _builder.AddContainer("cache", "redis");
        _builder.AddMain().WithSidecar(cache);

        var attach = () => cache.WithSidecar("exporter", "image");

        attach.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR004: 'cache' cannot be both a sidecar of 'api' and the main of 'exporter'*");
    }

    [TestMethod]
    public void A_main_with_sidecars_cannot_become_a_sidecar()
    {
        var cache = _builder.AddContainer("cache", "redis").WithSidecar("exporter", "image");

        var attach = () => _builder.AddMain().WithSidecar(cache);

        attach.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR004: 'cache' cannot be both a sidecar of 'api' and the main of 'exporter'*");
    }

    [TestMethod]
    public void A_main_cannot_be_its_own_sidecar()
    {
        var api = _builder.AddMain();

        var attach = () => api.WithSidecar(api);

        attach.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR005: 'api' cannot be its own sidecar*");
    }

    [TestMethod]
    public void A_factory_that_returns_nothing_is_refused()
    {
        var attach = () => _builder.AddMain().WithSidecar<ExecutableResource, ExecutableResource>("helper", (_, _) => null!);

        attach.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR023: The function that should add sidecar 'helper' of 'api' returned nothing*");
    }

    [TestMethod]
    public void An_init_container_from_an_image_is_one_by_its_class()
    {
        var api = _builder.AddMain().WithInitContainer("seed", "image", configure: seed => seed.WithArgs("all"));

        api.GetSidecar<InitContainerResource>("seed").Resource.Name.Should().Be("api-seed");
    }
}
