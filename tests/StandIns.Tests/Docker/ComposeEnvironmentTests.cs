using Aspire.Hosting.Docker;

namespace StandIns.Tests.Docker;

[TestClass]
public sealed class ComposeEnvironmentTests
{
    [TestMethod]
    public async Task Values_that_the_user_filled_in_stay()
    {
        var folder = TemporaryFolder.Create();
        await File.WriteAllTextAsync(Path.Combine(folder, ".env"), "# Mine\nOTHER=1\n\n# Parameter pw\nPW=secret\n");

        var publication = await Publication.CreateAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
                builder.AddContainer("a", "localhost/a", "1").WithEnvironment("A", builder.AddParameter("pw")).WithEnvironment("B", builder.AddParameter("name"));
            },
            into: folder);

        publication[".env"].Should().Be("# Parameter name\nNAME=\n\n# Mine\nOTHER=1\n\n# Parameter pw\nPW=secret\n\n");
    }

    [TestMethod]
    public async Task With_several_environments_each_has_a_folder()
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            var east = builder.AddDockerComposeEnvironment("east").WithDashboard(false);
            var west = builder.AddDockerComposeEnvironment("west").WithDashboard(false);
            builder.AddContainer("a", "localhost/a", "1").WithComputeEnvironment(east);
            builder.AddContainer("b", "localhost/b", "1").WithComputeEnvironment(west);
        });

        publication["east/docker-compose.yaml"].Should().Contain("  a:").And.NotContain("  b:");
        publication["west/docker-compose.yaml"].Should().Contain("  b:").And.NotContain("  a:");
    }

    [TestMethod]
    public async Task A_service_without_an_environment_is_refused()
    {
        var publish = () => Publication.CreateAsync(builder => builder.AddContainer("a", "localhost/a", "1").PublishAsDockerComposeService((_, _) => { }));

        (await publish.Should().ThrowAsync<Exception>()).WithMessage("*Resource 'a' is configured to publish as a Docker Compose service, but there are no 'DockerComposeEnvironmentResource' resources.*");
    }

    [TestMethod]
    public async Task A_reference_to_what_is_not_published_is_an_error()
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
            var tool = builder.AddExecutable("tool", "bash", ".").WithHttpEndpoint();
            builder.AddContainer("a", "localhost/a", "1").WithEnvironment("TOOL", tool.GetEndpoint("http"));
        });

        publication.Files.Should().BeEmpty();
        publication.Errors.Should().Contain(error => error.Contains("The given key 'Aspire.Hosting.ApplicationModel.ExecutableResource' was not present", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_bind_mount_is_a_placeholder_with_a_warning()
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
            SampleModels.Files(builder);
        });

        publication.Warnings.Should().ContainSingle(warning => warning.StartsWith("Resource 'c' has a bind mount with host-specific source path ", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Arguments_that_are_no_text_are_refused()
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
            builder.AddContainer("a", "localhost/a", "1").WithArgs(builder.AddParameter("pw"));
        });

        publication.Errors.Should().Contain(error => error.Contains("Command line args must be strings", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_conditional_is_decided_when_it_is_written()
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
            var flag = builder.AddParameter("flag", "yes");
            var value = ReferenceExpression.CreateConditional(flag.Resource, "yes", ReferenceExpression.Create($"on={flag}"), ReferenceExpression.Create($"off"));
            builder.AddContainer("a", "localhost/a", "1").WithEnvironment("A", value);
        });

        publication["docker-compose.yaml"].Should().Contain("A: \"on=${FLAG}\"");
    }

    [TestMethod]
    public void In_run_mode_the_environment_is_no_resource()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });

        builder.AddDockerComposeEnvironment("compose");

        builder.Resources.OfType<DockerComposeEnvironmentResource>().Should().BeEmpty();
    }

    [TestMethod]
    [DataRow("echo $NAME", "echo $$NAME")]
    [DataRow("echo ${NAME} ${A:-b}", "echo $${NAME} $${A:-b}")]
    [DataRow("${A:-${B}}$C", "$${A:-$${B}}$$C")]
    [DataRow("${ A }${A%:*}${}$a-b", "$${A}${A%:*}${}$a-b")]
    [DataRow("echo $$NAME 5$ $1 a$", "echo $$NAME 5$ $1 a$")]
    public async Task Variables_of_a_shell_are_left_to_it(string text, string written)
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
            builder.AddContainer("a", "localhost/a", "1").WithEntrypoint("sh").WithArgs("-c", text);
        });

        publication["docker-compose.yaml"].Should().Contain($"- \"{written}\"\n");
    }
}
