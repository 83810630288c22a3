namespace Aspire.Hosting.Tests.Interaction;

[TestClass]
public sealed class InteractionInputCollectionTests
{
    private readonly InteractionInputCollection _inputs = new([Input("Tag", "1.2"), Input("count", "3"), Input("really", "true"), Input("empty", null)]);

    [TestMethod]
    public void Inputs_are_found_by_position_and_by_name_in_any_case()
    {
        _inputs.Names.Should().Equal("Tag", "count", "really", "empty");
        _inputs[1].Should().BeSameAs(_inputs["COUNT"]);
        _inputs.ContainsName("tag").Should().BeTrue();
        _inputs.TryGetByName("nothing", out _).Should().BeFalse();
        _inputs.Invoking(inputs => inputs["nothing"]).Should().Throw<KeyNotFoundException>().WithMessage("*'nothing'*");
    }

    [TestMethod]
    public void Values_are_read_as_what_they_are()
    {
        _inputs.GetString("tag").Should().Be("1.2");
        _inputs.GetDouble("tag").Should().Be(1.2);
        _inputs.GetInt32("count").Should().Be(3);
        _inputs.GetBoolean("really").Should().BeTrue();
        _inputs.GetString("empty").Should().BeNull();
        _inputs.Invoking(inputs => inputs.GetInt32("empty")).Should().Throw<InvalidOperationException>().WithMessage("*'empty'*");
    }

    [TestMethod]
    public void Two_inputs_of_one_name_are_refused()
        => FluentActions.Invoking(() => new InteractionInputCollection([Input("tag", null), Input("TAG", null)]))
            .Should().Throw<InvalidOperationException>().WithMessage("*'TAG'*");

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    public void A_length_that_is_not_positive_is_refused(int length)
        => FluentActions.Invoking(() => new InteractionInput { Name = "tag", InputType = InputType.Text, MaxLength = length })
            .Should().Throw<ArgumentOutOfRangeException>();

    private static InteractionInput Input(string name, string? value) => new() { Name = name, InputType = InputType.Text, Value = value };
}
