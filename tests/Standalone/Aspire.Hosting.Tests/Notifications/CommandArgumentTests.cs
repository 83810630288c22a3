using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Notifications;

[TestClass]
public sealed class CommandArgumentTests : IDisposable
{
    private readonly Thing _thing = new("thing");
    private readonly NotificationServices _services;
    private string? _executedWith;

    public CommandArgumentTests() => _services = new NotificationServices(_thing);

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task Command_gets_the_values_that_were_given_and_the_declared_ones_of_the_others()
    {
        AddCommand(Text("first"), Text("second", value: "declared"));

        (await ExecuteAsync(("FIRST", " given "), ("unknown", "dropped"))).Success.Should().BeTrue();

        _executedWith.Should().Be("first=given second=declared");
    }

    [TestMethod]
    public async Task What_was_given_does_not_change_what_is_declared()
    {
        var declared = Text("first", value: "declared");
        AddCommand(declared);

        await ExecuteAsync(("first", "given"));

        declared.Value.Should().Be("declared");
    }

    [TestMethod]
    public async Task Missing_value_that_is_required_is_refused_by_name()
    {
        AddCommand(new InteractionInput { Name = "tag", InputType = InputType.Text, Required = true });

        var result = await ExecuteAsync(("tag", "  "));

        result.Success.Should().BeFalse();
        result.Message.Should().Be($"Command argument validation failed.{Environment.NewLine}tag: Value is required.");
        result.InvalidArguments!["tag"].ValidationErrors.Should().Equal("Value is required.");
        _executedWith.Should().BeNull();
    }

    [TestMethod]
    [DataRow(InputType.Text, "1234", "Value length exceeds 3 characters.")]
    [DataRow(InputType.SecretText, "1234", "Value length exceeds 3 characters.")]
    [DataRow(InputType.Choice, "c", "Value must be one of the provided options.")]
    [DataRow(InputType.Boolean, "maybe", "Value must be a valid boolean.")]
    [DataRow(InputType.Number, "1,5", "Value must be a valid number.")]
    public async Task Value_that_is_not_what_is_asked_for_is_refused(InputType type, string value, string error)
    {
        AddCommand(new InteractionInput { Name = "it", InputType = type, MaxLength = 3, Options = [new("a", "A"), new("b", "B")] });

        (await ExecuteAsync(("it", value))).Message.Should().EndWith($"it: {error}");
    }

    [TestMethod]
    [DataRow(InputType.Text, "123")]
    [DataRow(InputType.Choice, "b")]
    [DataRow(InputType.Boolean, "True")]
    [DataRow(InputType.Number, "1.5e3")]
    [DataRow(InputType.Number, "")]
    public async Task Value_that_is_what_is_asked_for_is_taken(InputType type, string value)
    {
        AddCommand(new InteractionInput { Name = "it", InputType = type, MaxLength = 3, Options = [new("a", "A"), new("b", "B")] });

        (await ExecuteAsync(("it", value))).Success.Should().BeTrue();
    }

    [TestMethod]
    public async Task Command_checks_its_arguments_itself_once_each_is_in_order()
    {
        AddCommand([Text("first"), new InteractionInput { Name = "second", InputType = InputType.Number }], context =>
        {
            context.AddValidationError("first", $"{context.Inputs.GetString("first")} will not do.");
            return Task.CompletedTask;
        });

        (await ExecuteAsync(("first", "this"), ("second", "x"))).Message.Should().NotContain("this");
        (await ExecuteAsync(("first", "this"), ("second", "2"))).Message.Should().EndWith("first: this will not do.");
        _executedWith.Should().BeNull();
    }

    [TestMethod]
    public async Task Disabled_argument_is_not_asked_for()
    {
        AddCommand(new InteractionInput { Name = "it", InputType = InputType.Text, Required = true, Disabled = true });

        (await ExecuteAsync()).Success.Should().BeTrue();
    }

    [TestMethod]
    public async Task Snapshot_has_the_arguments_and_where_the_command_is_offered()
    {
        var declared = Text("first");
        _thing.Annotations.Add(new ResourceCommandAnnotation(
            "go", "Go", _ => ResourceCommandState.Enabled, _ => Task.FromResult(CommandResults.Success()), null, [declared], null, null, null, false, ResourceCommandVisibility.Api));

        await _services.SetStateAsync(_thing, "Running");

        _services.Notifications.TryGetCurrentState("thing", out var current).Should().BeTrue();
        var command = current!.Snapshot.Commands.Single();
        command.Arguments.Should().Equal(declared);
        command.Visibility.Should().Be(ResourceCommandVisibility.Api);
    }

    private Task<ExecuteCommandResult> ExecuteAsync(params (string Name, string Value)[] values)
        => _services.Commands.ExecuteCommandAsync(_thing, "go", new InteractionInputCollection([.. values.Select(value => Text(value.Name, value.Value))]));

    private static InteractionInput Text(string name, string? value = null) => new() { Name = name, InputType = InputType.Text, Value = value };

    private void AddCommand(params InteractionInput[] arguments) => AddCommand(arguments, validate: null);

    private void AddCommand(InteractionInput[] arguments, Func<InputsDialogValidationContext, Task>? validate)
        => _thing.Annotations.Add(new ResourceCommandAnnotation(
            "go",
            "Go",
            _ => ResourceCommandState.Enabled,
            context =>
            {
                _executedWith = string.Join(' ', context.Arguments.Select(argument => $"{argument.Name}={argument.Value}"));
                return Task.FromResult(CommandResults.Success());
            },
            null,
            arguments,
            null,
            null,
            null,
            isHighlighted: false,
            validateArguments: validate));
}
