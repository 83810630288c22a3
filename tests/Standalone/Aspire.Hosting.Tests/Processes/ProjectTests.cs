using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Orchestrator;

namespace Aspire.Hosting.Tests.Processes;

[TestClass]
public sealed class ProjectTests
{
    [TestMethod]
    public async Task Project_that_is_gone_fails_with_its_path()
    {
        var directory = Directory.CreateTempSubdirectory();
        var project = Path.Combine(directory.FullName, "Api.csproj");
        await File.WriteAllTextAsync(project, "<Project />");
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.AddProject("api", project);
            directory.Delete(recursive: true);
        });

        app.Snapshot("api").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        (await app.LogAsync("api")).Should().Contain(line => line.Content.Contains("The project of resource 'api', '") && line.Content.Contains("does not exist"));
    }

    [TestMethod]
    public async Task Project_that_is_not_built_fails_with_the_command_that_builds_it()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var project = Path.Combine(directory.FullName, "Api.csproj");
            await File.WriteAllTextAsync(project, """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
            await using var app = await RunningApplication.StartAsync(builder => builder.AddProject("api", project));

            app.Snapshot("api").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
            (await app.LogAsync("api")).Should().Contain(line => line.Content.Contains($"Build it with 'dotnet build \"{project}\"'."));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
