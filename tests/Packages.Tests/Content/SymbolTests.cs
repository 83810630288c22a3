using System.Reflection.Metadata;
using System.Text;
using System.Text.Json;
using Packages.Tests.Packing;

namespace Packages.Tests.Content;

/// <summary>
/// From a package a debugger finds the sources: https://github.com/dotnet/designs/blob/main/accepted/2020/diagnostics/source-link.md.
/// </summary>
[TestClass]
public sealed class SymbolTests
{
    /// <summary>The kind of the links: https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md.</summary>
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [TestMethod]
    [DataRow("Aspire.Hosting.Sidecar", "lib/net8.0/Aspire.Hosting.Sidecar.pdb")]
    [DataRow("Aspire.Hosting.Sidecar", "tools/sidecar-agent/Aspire.Sidecar.Agent.pdb")]
    [DataRow("Aspire.Hosting.Sidecar.Docker", "lib/net8.0/Aspire.Hosting.Sidecar.Docker.pdb")]
    [DataRow("Aspire.Hosting.Sidecar.Kubernetes", "lib/net8.0/Aspire.Hosting.Sidecar.Kubernetes.pdb")]
    public async Task Symbols_lead_to_the_sources_of_the_commit_and_know_no_path_of_the_machine(string id, string path)
    {
        var feed = await LocalFeed.GetAsync();
        var package = feed.Open(id);
        RequireCommit(package);
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(feed.Open(id, "snupkg").Files[path]));
        var symbols = provider.GetMetadataReader();

        var links = symbols.GetCustomDebugInformation(EntityHandle.ModuleDefinition)
            .Select(symbols.GetCustomDebugInformation)
            .Single(information => symbols.GetGuid(information.Kind) == SourceLink);
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(symbols.GetBlobBytes(links.Value)));

        var link = document.RootElement.GetProperty("documents").EnumerateObject().Should().ContainSingle().Subject;
        link.Name.Should().Be("/_/*");
        link.Value.GetString().Should().Contain(package.Repository("commit"));
        symbols.Documents.Select(handle => symbols.GetString(symbols.GetDocument(handle).Name)).Should().OnlyContain(name => name.StartsWith("/_", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task The_package_says_which_commit_of_which_repository_it_is()
    {
        var package = (await LocalFeed.GetAsync()).Open("Aspire.Hosting.Sidecar");
        RequireCommit(package);

        package.Repository("type").Should().Be("git");
        package.Repository("url").Should().StartWith("http");
        package.Repository("commit").Should().MatchRegex("^[0-9a-f]{40}$");
        package.Metadata("projectUrl").Should().NotEndWith(".git").And.Be(package.Repository("url")!.Replace(".git", "", StringComparison.Ordinal));
    }

    /// <summary>Sources without their history have no commit that could be told, and a clone of a folder has no address that others could open.</summary>
    private static void RequireCommit(PackageFile package) => Requirement.Check("CLONE", package switch
    {
        _ when package.Repository("commit") is null => "The sources are no clone of a repository.",
        _ when package.Repository("url") is null => "The sources are a clone of a folder, which is no address for others.",
        _ => null,
    });
}
