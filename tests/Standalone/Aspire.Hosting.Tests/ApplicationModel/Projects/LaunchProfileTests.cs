using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Projects;

[TestClass]
public sealed class LaunchProfileTests
{
    private const string Settings = """
        {
          // Comments and trailing commas are usual in this file.
          "profiles": {
            "IIS Express": { "commandName": "IISExpress", "applicationUrl": "http://localhost:1" },
            "http": { "commandName": "Project", "applicationUrl": "http://localhost:5001", "environmentVariables": { "FROM": "http" } },
            "https": { "commandName": "Project", "applicationUrl": "https://localhost:7001;http://localhost:5001;http://127.0.0.1:5002", "environmentVariables": { "FROM": "https" }, },
          }
        }
        """;

    private readonly IDistributedApplicationBuilder _builder = TestModel.CreateBuilder();

    [TestMethod]
    public async Task The_first_profile_that_starts_a_project_is_the_default()
    {
        using var files = new TestProject(Settings);
        var project = _builder.AddProject("api", files.ProjectPath).Allocate("http", 1234, targetPort: 2345);

        project.Resource.GetEffectiveLaunchProfile()!.Name.Should().Be("http");
        (await project.GetEnvironmentAsync()).Should().Contain("DOTNET_LAUNCH_PROFILE", "http").And.Contain("FROM", "http");
    }

    [TestMethod]
    public void A_profile_can_be_named()
    {
        using var files = new TestProject(Settings);
        var project = _builder.AddProject("api", files.ProjectPath, "https");

        project.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (endpoint.Name, endpoint.UriScheme, endpoint.Port, endpoint.TargetHost)).Should().Equal(
            ("https", "https", 7001, "localhost"),
            ("http", "http", 5001, "localhost"),
            ("http2", "http", 5002, "127.0.0.1"));
    }

    [TestMethod]
    public void A_name_that_does_not_exist_is_refused()
    {
        using var files = new TestProject(Settings);

        _builder.Invoking(b => b.AddProject("api", files.ProjectPath, "nope")).Should().Throw<DistributedApplicationException>()
            .WithMessage("Launch settings file does not contain 'nope' profile.");
    }

    [TestMethod]
    public async Task A_project_can_go_without_a_profile()
    {
        using var files = new TestProject(Settings);
        var project = _builder.AddProject("api", files.ProjectPath, launchProfileName: null);

        project.Resource.GetEndpoints().Should().BeEmpty();
        (await project.GetEnvironmentAsync()).Should().NotContainKey("DOTNET_LAUNCH_PROFILE");
    }

    [TestMethod]
    [DataRow("https", "https")]
    [DataRow("unknown", "http")]
    public void The_AppHost_can_prefer_a_profile(string preferred, string expected)
    {
        using var files = new TestProject(Settings);
        _builder.Configuration["AppHost:DefaultLaunchProfileName"] = preferred;

        _builder.AddProject("api", files.ProjectPath).Resource.GetEffectiveLaunchProfile()!.Name.Should().Be(expected);
    }

    [TestMethod]
    public async Task Variables_of_the_application_win_over_those_of_the_profile()
    {
        using var files = new TestProject(Settings);
        var before = _builder.AddProject("before", files.ProjectPath).WithEnvironment("FROM", "AppHost").Allocate("http", 1234);

        (await before.GetEnvironmentAsync()).Should().Contain("FROM", "AppHost");
    }

    [TestMethod]
    public void A_project_without_launch_settings_has_no_profile()
    {
        using var files = new TestProject();

        _builder.AddProject("api", files.ProjectPath).Resource.GetEffectiveLaunchProfile().Should().BeNull();
    }

    [TestMethod]
    public void A_missing_project_is_reported()
        => _builder.Invoking(b => b.AddProject("api", "/does/not/exist.csproj")).Should().Throw<DistributedApplicationException>()
            .WithMessage("Project file '/does/not/exist.csproj' was not found.");

    [TestMethod]
    public void Unreadable_launch_settings_are_reported_with_file_and_resource()
    {
        using var files = new TestProject("{ nonsense");

        _builder.Invoking(b => b.AddProject("api", files.ProjectPath)).Should().Throw<DistributedApplicationException>().WithMessage("The launch settings file '*launchSettings.json' of project resource 'api' cannot be read: *");
    }

    [TestMethod]
    public void A_folder_stands_for_the_project_in_it()
    {
        using var files = new TestProject(Settings);

        _builder.AddProject("api", files.Folder).Resource.GetProjectMetadata().ProjectPath.Should().Be(files.ProjectPath);
    }

    [TestMethod]
    public void The_launch_URL_is_shown_for_endpoints_of_the_profile()
    {
        using var files = new TestProject("""{ "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:5001", "launchUrl": "swagger" } } }""");
        var project = _builder.AddProject("api", files.ProjectPath);
        var url = new ResourceUrlAnnotation { Url = "http://localhost:1234", Endpoint = project.GetEndpoint("http") };
        var context = new ResourceUrlsCallbackContext(_builder.ExecutionContext, project.Resource, [url]);

        foreach (var callback in project.Resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            callback.Callback(context).IsCompletedSuccessfully.Should().BeTrue();
        }

        url.Url.Should().Be("http://localhost:1234/swagger");
    }
}
