namespace Aspire.Hosting.Sidecar.Kubernetes.Tests;

[TestClass]
public sealed class ReadmeTests
{
    [TestMethod]
    public async Task The_readme_shows_what_is_published()
    {
        const string Deployment = "templates/api/deployment.yaml";
        var publication = await KubernetesPublication.CreateAsync(Readme.Describe);

        Readme.ShownKubernetes.IsPartOf(publication[Deployment]).Should().BeTrue("README.md shows a part of {0}", publication[Deployment]);
    }
}
