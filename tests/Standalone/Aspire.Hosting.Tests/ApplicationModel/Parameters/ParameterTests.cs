using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Parameters;

[TestClass]
public sealed class ParameterTests
{
    private readonly IDistributedApplicationBuilder _builder = TestModel.CreateBuilder();

    [TestMethod]
    public async Task A_value_comes_from_configuration()
    {
        _builder.Configuration["Parameters:my_key"] = "underscored";
        _builder.Configuration["Elsewhere:Key"] = "elsewhere";

        (await ValueOf(_builder.AddParameter("my-key"))).Should().Be("underscored");
        (await ValueOf(_builder.AddParameterFromConfiguration("other", "Elsewhere:Key"))).Should().Be("elsewhere");
    }

    [TestMethod]
    public async Task A_missing_value_names_its_key()
    {
        await _builder.AddParameter("key").Invoking(ValueOf).Should().ThrowAsync<MissingParameterValueException>()
            .WithMessage("Parameter resource could not be used because configuration key 'Parameters:key' is missing and the Parameter has no default value.");
        await new Func<Task>(async () => await _builder.AddConnectionString("db").Resource.GetConnectionStringAsync()).Should().ThrowAsync<MissingParameterValueException>()
            .WithMessage("Connection string parameter resource could not be used because connection string 'db' is missing.");
    }

    [TestMethod]
    public async Task A_value_is_read_once()
    {
        _builder.Configuration["Parameters:key"] = "first";
        var parameter = _builder.AddParameter("key");
        await ValueOf(parameter);
        _builder.Configuration["Parameters:key"] = "second";

        (await ValueOf(parameter)).Should().Be("first");
    }

    [TestMethod]
    public async Task Configuration_wins_over_a_default()
    {
        _builder.Configuration["Parameters:set"] = "configured";

        (await ValueOf(_builder.AddParameter("set", new GenerateParameterDefault(), persist: true))).Should().Be("configured");
        (await ValueOf(_builder.AddParameter("unset", new GenerateParameterDefault { MinLength = 30 }))).Should().HaveLength(30);
    }

    [TestMethod]
    public async Task A_fixed_value_needs_no_configuration()
    {
        var parameter = _builder.AddParameter("key", "value", publishValueAsDefault: true);

        (await ValueOf(parameter)).Should().Be("value");
        parameter.Resource.Default!.GetDefaultValue().Should().Be("value");
    }

    [TestMethod]
    public void A_secret_is_not_published()
        => _builder.Invoking(b => b.AddParameter("key", "value", publishValueAsDefault: true, secret: true)).Should().Throw<ArgumentException>()
            .WithMessage("A parameter cannot be both secret and published as a default value.*");

    [TestMethod]
    public void A_parameter_waits_for_its_value_and_says_where_it_comes_from()
    {
        var parameter = _builder.AddParameter("key", secret: true).WithDescription("**Key**", enableMarkdown: true);

        var snapshot = parameter.Resource.Annotations.OfType<ResourceSnapshotAnnotation>().Single().InitialSnapshot;
        (snapshot.ResourceType, snapshot.State!.Text).Should().Be(("Parameter", "Waiting"));
        snapshot.Properties.Should().ContainSingle().Which.Should().Be(new ResourcePropertySnapshot("resource.source", "Parameters:key"));
        (parameter.Resource.Secret, parameter.Resource.Description, parameter.Resource.EnableDescriptionMarkdown).Should().Be((true, "**Key**", true));
        parameter.Resource.ValueExpression.Should().Be("{key.value}");
    }

    [TestMethod]
    public void A_default_password_has_enough_entropy()
    {
        var parameter = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(_builder, "password", special: false);

        parameter.Secret.Should().BeTrue();
        parameter.Default!.GetDefaultValue().Should().MatchRegex("^[a-zA-Z0-9]{22}$");
        _builder.Resources.Should().BeEmpty();
    }

    private static Task<string?> ValueOf(IResourceBuilder<ParameterResource> parameter) => parameter.Resource.GetValueAsync(default).AsTask();
}
