using Aspire.Hosting.Sidecar.Images;

namespace Aspire.Hosting.Sidecar.Tests.Images;

[TestClass]
public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestMethod]
    [DataRow(null, "nginx", "1.27", null, "nginx:1.27")]
    [DataRow(null, "nginx", null, null, "nginx:latest")]
    [DataRow("registry.example:5000", "team/api", "v1", null, "registry.example:5000/team/api:v1")]
    [DataRow("registry.example", "api", null, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", $"registry.example/api@{Digest}")]
    public void An_image_is_written_as_engines_read_it(string? registry, string image, string? tag, string? digest, string expected)
    {
        ContainerResource container = new("api");
        container.Annotations.Add(digest is null
            ? new ContainerImageAnnotation { Registry = registry, Image = image, Tag = tag }
            : new ContainerImageAnnotation { Registry = registry, Image = image, SHA256 = digest });

        ImageReference.Of(container)!.ToString().Should().Be(expected);
    }

    [TestMethod]
    [DataRow("latest")]
    [DataRow("1.27.3-alpine")]
    [DataRow("_x")]
    [DataRow("V1_2")]
    [DataRow(Digest)]
    public void Tags_and_digests_are_versions(string text) => ImageReference.IsVersion(text).Should().BeTrue();

    [TestMethod]
    [DataRow("")]
    [DataRow("nginx:1.27")]
    [DataRow("-1")]
    [DataRow(".1")]
    [DataRow("1 2")]
    [DataRow("ä")]
    [DataRow("1.27\n")]
    [DataRow("$(id)")]
    [DataRow("sha256:0123")]
    public void Anything_else_is_none(string text) => ImageReference.IsVersion(text).Should().BeFalse();

    [TestMethod]
    public void A_tag_has_at_most_128_characters()
    {
        ImageReference.IsVersion(new string('a', 128)).Should().BeTrue();
        ImageReference.IsVersion(new string('a', 129)).Should().BeFalse();
    }
}
