using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.ApplicationModel.Resources;

namespace Aspire.Hosting.Tests.ApplicationModel.Names;

[TestClass]
public sealed class ModelNameTests
{
    [TestMethod]
    [DataRow("a")]
    [DataRow("Api-2")]
    [DataRow("abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd")]
    public void Valid_names_are_accepted(string name)
        => TestModel.CreateBuilder().AddResource(new TestResource(name)).Resource.Name.Should().Be(name);

    [TestMethod]
    [DataRow("abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde", "Name must be between 1 and 64 characters long.")]
    [DataRow("a--b", "Name cannot contain consecutive hyphens.")]
    [DataRow("a_b", "Name must contain only ASCII letters, digits, and hyphens.")]
    [DataRow("äpi", "Name must contain only ASCII letters, digits, and hyphens.")]
    [DataRow("1a", "Name must start with an ASCII letter.")]
    [DataRow("-a", "Name must start with an ASCII letter.")]
    [DataRow("a-", "Name cannot end with a hyphen.")]
    public void Invalid_names_are_refused_with_the_rule(string name, string rule)
    {
        var add = () => TestModel.CreateBuilder().AddResource(new TestResource(name));

        add.Should().Throw<ArgumentException>().WithParameterName(nameof(name)).WithMessage($"Resource name '{name}' is invalid. {rule}*");
    }

    [TestMethod]
    public void Endpoint_names_follow_the_same_rules()
    {
        var declare = () => TestModel.CreateBuilder().AddContainer("api", "image").WithHttpEndpoint(name: "my_http");

        declare.Should().Throw<ArgumentException>().WithMessage("EndpointAnnotation name 'my_http' is invalid. Name must contain only ASCII letters, digits, and hyphens.*");
    }

    [TestMethod]
    public void A_policy_can_switch_the_rules_off()
    {
        var resource = new TestResource("_hidden--");
        resource.Annotations.Add(NameValidationPolicyAnnotation.None);

        TestModel.CreateBuilder().AddResource(resource).Resource.Name.Should().Be("_hidden--");
    }
}
