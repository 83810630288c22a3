using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The parts of an image reference such as <c>docker.io/library/redis:8</c>.</summary>
internal sealed partial record ContainerImageName(string? Registry, string Image, string? Tag, string? Digest)
{
    public static ContainerImageName Parse(string reference)
    {
        if (string.IsNullOrEmpty(reference))
        {
            throw new ArgumentOutOfRangeException(nameof(reference), "repository name must have at least one component");
        }

        var match = Pattern().Match(reference);
        return match.Success
            ? new ContainerImageName(Part("registry"), match.Groups["image"].Value, Part("tag"), Part("digest"))
            : throw new ArgumentOutOfRangeException(nameof(reference), reference, "invalid reference format: could not parse container image name");

        string? Part(string name) => match.Groups[name] is { Success: true, Value: var value } ? value : null;
    }

    // The first component is a registry when it looks like a host: localhost, an address, a name with a dot or a port.
    [GeneratedRegex(@"^(?:(?<registry>(?:localhost|\[[0-9a-fA-F:]+\]|[\w-]+(?:\.[\w-]+)+)(?::\d+)?|[\w-]+:\d+)/)?(?<image>[\w./<>-]+)(?::(?<tag>[\w.<>-]+))?(?:@(?<digest>.+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
