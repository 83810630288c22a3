using Aspire.Dashboard.Commands;
using Aspire.Dashboard.Model;
using Bunit;
using Microsoft.FluentUI.AspNetCore.Components;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.Commands;

[TestClass]
public sealed class CommandTests
{
    [TestMethod]
    public async Task Command_without_inputs_is_executed_at_once()
    {
        await using var context = new DashboardContext();
        context.Render<FluentProviders>();
        var resource = Resource("api-cache") with { Commands = [Command("restart", [])] };
        var bar = context.Render<CommandBar>(parameters => parameters.Add(component => component.Resource, resource));

        await bar.Find("[role=menuitem][data-command=restart]").ClickAsync(new());

        context.Resources.Executed.Should().ContainSingle().Which.Should().BeEquivalentTo((resource.Id, "restart", new Dictionary<string, string?>()));
    }

    [TestMethod]
    public async Task Command_that_cannot_be_given_now_has_no_effect()
    {
        await using var context = new DashboardContext();
        var resource = Resource("api-cache") with { Commands = [Command("stop", []) with { IsEnabled = false }] };
        var bar = context.Render<CommandBar>(parameters => parameters.Add(component => component.Resource, resource));

        bar.Find("[role=menuitem][data-command=stop]").HasAttribute("disabled").Should().BeTrue();
    }

    [TestMethod]
    public void Missing_value_is_named_at_its_input()
    {
        CommandInput[] inputs = [Input("tag") with { IsRequired = true }, Input("note")];

        CommandInputCheck.Missing(inputs, new Dictionary<string, string?> { ["tag"] = " " })
            .Should().ContainSingle().Which.Value.Should().Equal("Enter a value for 'tag label'.");
    }

    [TestMethod]
    [DataRow(CommandInputKind.Secret, "input[type=password]")]
    [DataRow(CommandInputKind.Number, "input[type=number]")]
    [DataRow(CommandInputKind.Boolean, "input[type=checkbox]")]
    [DataRow(CommandInputKind.Choice, "select")]
    public async Task Field_fits_its_kind(CommandInputKind kind, string selector)
    {
        await using var context = new DashboardContext();

        var field = context.Render<CommandField>(parameters => parameters
            .Add(component => component.Input, Input("tag") with { Kind = kind, Choices = [new("a", "A")] })
            .Add(component => component.Errors, ["There is no such tag."]));

        field.FindAll(selector).Should().ContainSingle();
        field.Find("[role=alert]").TextContent.Should().Be("There is no such tag.");
    }

    private static ResourceCommand Command(string name, CommandInput[] inputs)
        => new(name, name, null, null, IsFilledIcon: false, IsHighlighted: false, IsEnabled: true, null, inputs);

    private static CommandInput Input(string name) => new(name, $"{name} label", CommandInputKind.Text, IsRequired: false, null, []);
}
