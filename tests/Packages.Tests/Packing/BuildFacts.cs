using System.Reflection;

namespace Packages.Tests.Packing;

/// <summary>What the build of the tests knew.</summary>
internal static class BuildFacts
{
    public static string RepositoryRoot { get; } = Read(nameof(RepositoryRoot));

    /// <summary>The packages that this machine has already.</summary>
    public static string PackagesFolder { get; } = Read(nameof(PackagesFolder));

    public static string AspireVersion { get; } = Read(nameof(AspireVersion));

    public static string AspireSdkVersion { get; } = Read(nameof(AspireSdkVersion));

    /// <summary>Whether the feed has no <c>Aspire.Hosting.Docker</c>.</summary>
    public static bool IsDockerStandIn { get; } = Read("AspireDocker") == "standin";

    private static string Read(string name) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
