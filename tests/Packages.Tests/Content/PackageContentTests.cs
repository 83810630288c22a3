using System.Text;
using Packages.Tests.Packing;

namespace Packages.Tests.Content;

/// <summary>
/// What is in the packages, and what they say of themselves.
/// </summary>
[TestClass]
public sealed class PackageContentTests
{
    private const string Integration = "Aspire.Hosting.Sidecar";
    private const string Docker = "Aspire.Hosting.Sidecar.Docker";
    private const string Kubernetes = "Aspire.Hosting.Sidecar.Kubernetes";
    private const string Templates = "Aspire.Sidecar.Templates";

    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [TestMethod]
    [DataRow(Integration)]
    [DataRow(Docker)]
    [DataRow(Kubernetes)]
    [DataRow(Templates)]
    public async Task A_package_introduces_itself(string id)
    {
        var package = (await LocalFeed.GetAsync()).Open(id);

        package.Metadata("id").Should().Be(id);
        package.Metadata("title").Should().NotBeNullOrEmpty();
        package.Metadata("description").Should().NotBeNullOrEmpty();
        package.Metadata("license").Should().Be("MIT");
        package.Files[package.Metadata("icon")!].Should().StartWith(Png);
        Encoding.UTF8.GetString(package.Files[package.Metadata("readme")!]).Should().StartWith($"# {id}");
    }

    /// <summary>By the first of them galleries find integrations, and by the last Aspire's CLI those for AppHosts in other languages. For the CLI the id has to begin with <c>Aspire.Hosting.</c> besides.</summary>
    [TestMethod]
    [DataRow(Integration)]
    [DataRow(Docker)]
    [DataRow(Kubernetes)]
    public async Task An_integration_has_the_tags_by_which_it_is_found(string id) =>
        (await LocalFeed.GetAsync()).Open(id).Metadata("tags")!.Split(' ').Should().Contain(["aspire", "integration", "hosting", "polyglot"]);

    [TestMethod]
    [DataRow(Integration)]
    [DataRow(Docker)]
    [DataRow(Kubernetes)]
    public async Task An_integration_is_a_library_with_documentation(string id)
    {
        var package = (await LocalFeed.GetAsync()).Open(id);

        package.Files.Keys.Where(path => path.StartsWith("lib/", StringComparison.Ordinal)).Should().BeEquivalentTo($"lib/net8.0/{id}.dll", $"lib/net8.0/{id}.xml");
    }

    [TestMethod]
    public async Task The_documentation_has_every_entry_point()
    {
        var documentation = Encoding.UTF8.GetString((await LocalFeed.GetAsync()).Open(Integration).Files[$"lib/net8.0/{Integration}.xml"]);

        documentation.Should().ContainAll("M:Aspire.Hosting.SidecarResourceBuilderExtensions.WithSidecar", "M:Aspire.Hosting.LoggingSidecarResourceBuilderExtensions.WithLoggingSidecar");
    }

    [TestMethod]
    public async Task The_integration_brings_the_agent_and_nothing_of_the_machine_that_packed()
    {
        var files = (await LocalFeed.GetAsync()).Open(Integration).Files.Keys;

        files.Should().Contain(
            "buildTransitive/Aspire.Hosting.Sidecar.targets",
            "tools/sidecar-agent/Aspire.Sidecar.Agent.dll",
            "tools/sidecar-agent/Aspire.Sidecar.Agent.deps.json",
            "tools/sidecar-agent/Aspire.Sidecar.Agent.runtimeconfig.json");
        files.Where(path => path.StartsWith("tools/", StringComparison.Ordinal)).Select(Path.GetExtension).Should().OnlyContain(extension => extension == ".dll" || extension == ".json" || extension == ".pdb");
    }

    [TestMethod]
    [DataRow(Integration, "Aspire.Hosting", "CliWrap", "OpenTelemetry.Exporter.Console", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "OpenTelemetry.Extensions.Hosting")]
    [DataRow(Docker, Integration, "Aspire.Hosting.Docker")]
    [DataRow(Kubernetes, Integration, "Aspire.Hosting.Kubernetes")]
    [DataRow(Templates)]
    public async Task A_package_depends_on_what_it_uses_itself(string id, params string[] dependencies) =>
        (await LocalFeed.GetAsync()).Open(id).Dependencies.Should().BeEquivalentTo(dependencies);

    [TestMethod]
    public async Task All_ids_begin_with_one_property()
    {
        var feed = await LocalFeed.GetAsync();

        foreach (var project in (string[])["Aspire.Hosting.Sidecar", "Aspire.Hosting.Sidecar.Docker", "Aspire.Hosting.Sidecar.Kubernetes", "Aspire.Sidecar.Templates"])
        {
            var id = await feed.Dotnet.RunAsync(BuildFacts.RepositoryRoot, ["msbuild", $"src/{project}", "-getProperty:PackageId", "-p:PackageIdPrefix=Example.Aspire"]);
            id.Trim().Should().Be($"Example.{project}");
        }
    }
}
