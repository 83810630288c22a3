using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Parameters;

[TestClass]
public sealed class GenerateParameterDefaultTests
{
    [TestMethod]
    public void Minimums_are_kept_and_can_add_up_to_more_than_the_length()
    {
        var value = new GenerateParameterDefault { MinLength = 4, MinLower = 3, MinUpper = 3, MinNumeric = 3, MinSpecial = 3 }.GetDefaultValue();

        value.Should().HaveLength(12);
        value.Count(char.IsAsciiLetterLower).Should().Be(3);
        value.Count(char.IsAsciiLetterUpper).Should().Be(3);
        value.Count(char.IsAsciiDigit).Should().Be(3);
    }

    [TestMethod]
    public void Only_the_allowed_kinds_are_used()
        => new GenerateParameterDefault { MinLength = 200, Lower = false, Upper = false, Special = false }.GetDefaultValue().Should().MatchRegex("^[0-9]{200}$");

    [TestMethod]
    public void Every_value_is_another_one()
    {
        var generate = new GenerateParameterDefault();

        generate.GetDefaultValue().Should().NotBe(generate.GetDefaultValue());
    }

    [TestMethod]
    public void Contradictions_are_refused()
    {
        new GenerateParameterDefault { Lower = false, MinLower = 1 }.Invoking(d => d.GetDefaultValue()).Should().Throw<ArgumentException>()
            .WithMessage("'MinLower' must be 0 if 'Lower' is disabled.");
        new GenerateParameterDefault { Lower = false, Upper = false, Numeric = false, Special = false }.Invoking(d => d.GetDefaultValue()).Should().Throw<ArgumentException>()
            .WithMessage("At least one character type must be enabled.");
        new GenerateParameterDefault { MinUpper = -1 }.Invoking(d => d.GetDefaultValue()).Should().Throw<ArgumentOutOfRangeException>();
    }
}
