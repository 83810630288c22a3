using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.References;

[TestClass]
public sealed class ReferenceExpressionTests
{
    private readonly ParameterResource _user = new("user", _ => "a b");
    private readonly ParameterResource _mode = new("mode", _ => "true");

    [TestMethod]
    public async Task Values_take_their_places()
    {
        var fixedText = "fixed";
        var expression = ReferenceExpression.Create($"u={_user};f={fixedText};u={_user:uri}");

        (await expression.GetValueAsync(default)).Should().Be("u=a b;f=fixed;u=a%20b");
        expression.Format.Should().Be("u={0};f=fixed;u={1}");
        expression.ValueExpression.Should().Be("u={user.value};f=fixed;u={user.value}");
        expression.ValueProviders.Should().Equal(_user, _user);
        expression.StringFormats.Should().Equal(null, "uri");
    }

    [TestMethod]
    public async Task Braces_mean_themselves()
    {
        var json = "{\"a\":1}";

        (await ReferenceExpression.Create($"{{x}} {json} {_user}").GetValueAsync(default)).Should().Be("{x} {\"a\":1} a b");
    }

    [TestMethod]
    public async Task Expressions_nest()
    {
        var inner = ReferenceExpression.Create($"<{_user}>");
        var outer = ReferenceExpression.Create($"[{inner}]");

        (await outer.GetValueAsync(default)).Should().Be("[<a b>]");
        outer.ValueExpression.Should().Be("[<{user.value}>]");
    }

    [TestMethod]
    public async Task An_empty_expression_has_no_value()
        => (await ReferenceExpression.Empty.GetValueAsync(default)).Should().BeNull();

    [TestMethod]
    [DataRow("TRUE", "yes a b")]
    [DataRow("other", "no")]
    public async Task A_condition_chooses_when_the_value_is_asked_for(string matchValue, string expected)
    {
        var expression = ReferenceExpression.CreateConditional(_mode, matchValue, ReferenceExpression.Create($"yes {_user}"), ReferenceExpression.Create($"no"));

        (await expression.GetValueAsync(default)).Should().Be(expected);
        expression.IsConditional.Should().BeTrue();
        ((IValueWithReferences)expression).References.Should().Equal(_mode, _user);
    }

    [TestMethod]
    public void A_condition_is_published_under_a_stable_name()
    {
        string Name() => ReferenceExpression.CreateConditional(_mode, "x", ReferenceExpression.Create($"yes"), ReferenceExpression.Create($"no")).ValueExpression;

        Name().Should().Be(Name()).And.MatchRegex(@"^\{cond-mode-value-[0-9a-f]{8}\.connectionString\}$");
    }

    [TestMethod]
    public async Task A_builder_appends_piece_by_piece()
    {
        var builder = new ReferenceExpressionBuilder();
        builder.IsEmpty.Should().BeTrue();
        builder.AppendLiteral("Host=");
        builder.AppendFormatted(_user);
        builder.Append($";User={_user:uri}");
        builder.AppendValueProvider(_mode);

        (await builder.Build().GetValueAsync(default)).Should().Be("Host=a b;User=a%20btrue");
        builder.IsEmpty.Should().BeFalse();
    }

    [TestMethod]
    public void A_builder_refuses_what_is_not_a_value()
    {
        var append = () => new ReferenceExpressionBuilder().AppendValueProvider("text");

        append.Should().Throw<ArgumentException>().WithMessage("Object must implement IValueProvider*");
    }

    [TestMethod]
    public async Task An_unknown_format_is_refused()
    {
        var expression = ReferenceExpression.Create($"{_user:base64}");

        await expression.Invoking(e => e.GetValueAsync(default).AsTask()).Should().ThrowAsync<NotSupportedException>()
            .WithMessage("The format 'base64' is not supported. Supported formats are 'uri' (encodes a URI)");
    }
}
