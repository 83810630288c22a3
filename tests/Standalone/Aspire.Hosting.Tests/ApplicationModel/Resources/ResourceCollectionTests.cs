using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Resources;

[TestClass]
public sealed class ResourceCollectionTests
{
    [TestMethod]
    public void A_name_can_be_used_once_in_any_case()
    {
        var builder = TestModel.CreateBuilder();
        builder.AddResource(new TestResource("api"));

        var add = () => builder.AddContainer("API", "image");

        add.Should().Throw<DistributedApplicationException>().WithMessage(
            "Cannot add resource of type 'Aspire.Hosting.ApplicationModel.ContainerResource' with name 'API' because resource of type 'Aspire.Hosting.Tests.ApplicationModel.Resources.TestResource' with that name already exists. Resource names are case-insensitive.");
        builder.Resources.Should().ContainSingle();
    }

    [TestMethod]
    public void A_resource_is_found_by_name_in_any_case()
    {
        var builder = TestModel.CreateBuilder();
        var api = builder.AddResource(new TestResource("api"));

        builder.Resources.TryGetByName("Api", out var found).Should().BeTrue();
        found.Should().BeSameAs(api.Resource);
        builder.Resources.TryGetByName("web", out _).Should().BeFalse();
    }

    [TestMethod]
    public void A_removed_name_can_be_used_again()
    {
        var builder = TestModel.CreateBuilder();
        var first = builder.AddResource(new TestResource("api"));
        builder.Resources.Remove(first.Resource);

        builder.AddContainer("api", "image");

        builder.Resources.Should().ContainSingle().Which.Should().BeOfType<ContainerResource>();
    }

    [TestMethod]
    public void A_refused_replacement_leaves_the_collection_as_it_was()
    {
        var builder = TestModel.CreateBuilder();
        builder.AddResource(new TestResource("api"));
        builder.AddResource(new TestResource("web"));

        var replace = () => builder.Resources[0] = new TestResource("WEB");

        replace.Should().Throw<DistributedApplicationException>();
        builder.Resources.TryGetByName("api", out _).Should().BeTrue();
        builder.Resources.Select(resource => resource.Name).Should().Equal("api", "web");
    }
}
