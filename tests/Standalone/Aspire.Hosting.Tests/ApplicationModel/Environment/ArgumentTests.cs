using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Environment;

[TestClass]
public sealed class ArgumentTests
{
    [TestMethod]
    public async Task Arguments_keep_their_order()
    {
        var tool = TestModel.CreateBuilder().AddExecutable("tool", "tool", ".", "first")
            .WithArgs("second", "third")
            .WithArgs(context => context.Args.Insert(0, "zeroth"));

        (await tool.GetArgumentsAsync()).Should().Equal("zeroth", "first", "second", "third");
    }

    [TestMethod]
    public async Task A_callback_can_take_arguments_away()
    {
        var tool = TestModel.CreateBuilder().AddExecutable("tool", "tool", ".", "first").WithArgs(context => context.Args.Clear()).WithArgs("only");

        (await tool.GetArgumentsAsync()).Should().Equal("only");
    }

    [TestMethod]
    public async Task A_secret_makes_the_whole_argument_secret()
    {
        var builder = TestModel.CreateBuilder();
        builder.Configuration["Parameters:password"] = "hush";
        builder.Configuration["Parameters:user"] = "me";
        var password = builder.AddParameter("password", secret: true);
        var user = builder.AddParameter("user");
        var tool = builder.AddExecutable("tool", "tool", ".", user, ReferenceExpression.Create($"--password={password}"), "plain");

        var configuration = await tool.BuildConfigurationAsync();

        configuration.Arguments.Should().Equal(("me", false), ("--password=hush", true), ("plain", false));
    }

    [TestMethod]
    public async Task The_callback_knows_its_resource()
    {
        IResource? seen = null;
        var tool = TestModel.CreateBuilder().AddExecutable("tool", "tool", ".").WithArgs(context => seen = context.Resource);

        await tool.GetArgumentsAsync();

        seen.Should().BeSameAs(tool.Resource);
    }

    [TestMethod]
    public void Working_directories_are_relative_to_the_AppHost()
    {
        var builder = TestModel.CreateBuilder();
        var tool = builder.AddExecutable("tool", "tool", "sub\\folder").WithCommand("other");

        tool.Resource.WorkingDirectory.Should().Be(Path.Combine(builder.AppHostDirectory, "sub", "folder"));
        tool.Resource.Command.Should().Be("other");
        tool.WithWorkingDirectory("..").Resource.WorkingDirectory.Should().Be(Path.GetFullPath("..", builder.AppHostDirectory).TrimEnd('/'));
    }
}
