using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Commands;

[TestClass]
public sealed class CommandTests
{
    private readonly IResourceBuilder<ContainerResource> _api = TestModel.CreateBuilder().AddContainer("api", "image");

    [TestMethod]
    public void A_command_replaces_one_of_its_name()
    {
        _api.WithCommand("clear", "Clear", _ => Task.FromResult(CommandResults.Success()))
            .WithCommand("clear", "Clear all", _ => Task.FromResult(CommandResults.Success()), new CommandOptions
            {
                Description = "Clears",
                ConfirmationMessage = "Sure?",
                IconName = "Delete",
                IconVariant = IconVariant.Regular,
                IsHighlighted = true,
                Visibility = ResourceCommandVisibility.Api,
            });

        var command = _api.Resource.Annotations.OfType<ResourceCommandAnnotation>().Should().ContainSingle().Subject;
        (command.DisplayName, command.DisplayDescription, command.ConfirmationMessage, command.IconName, command.IconVariant, command.IsHighlighted, command.Visibility)
            .Should().Be(("Clear all", "Clears", "Sure?", "Delete", IconVariant.Regular, true, ResourceCommandVisibility.Api));
    }

    [TestMethod]
    public void A_command_is_enabled_unless_it_says_otherwise()
    {
        _api.WithCommand("a", "A", _ => Task.FromResult(CommandResults.Success()))
            .WithCommand("b", "B", _ => Task.FromResult(CommandResults.Success()), new CommandOptions { UpdateState = _ => ResourceCommandState.Hidden });
        var context = new UpdateCommandStateContext { ResourceSnapshot = new CustomResourceSnapshot { ResourceType = "Container", Properties = [] }, Services = NoServices.Instance };

        _api.Resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.UpdateState(context)).Should().Equal(ResourceCommandState.Enabled, ResourceCommandState.Hidden);
    }

    [TestMethod]
    public void Results_say_how_it_ended()
    {
        CommandResults.Success("done", "{}", CommandResultFormat.Json).Data.Should().BeEquivalentTo(new { Value = "{}", Format = CommandResultFormat.Json, DisplayImmediately = false });
        CommandResults.Failure(new InvalidOperationException("why")).Should().BeEquivalentTo(new { Success = false, Canceled = false, Message = "why" });
        CommandResults.Canceled().Should().BeEquivalentTo(new { Success = false, Canceled = true });
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
