namespace Aspire.Hosting.Sidecar.Docker.Tests;

[TestClass]
public sealed class ReadmeTests
{
    [TestMethod]
    public async Task The_readme_shows_what_is_published()
    {
        var publication = await ComposePublication.CreateAsync(Readme.Describe);

        Readme.ShownSource.Should().Equal(Readme.Source);
        Readme.ShownCompose.IsPartOf(publication["docker-compose.yaml"]).Should().BeTrue("README.md shows a part of {0}", publication["docker-compose.yaml"]);
    }
}
