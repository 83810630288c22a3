using System.Diagnostics;

namespace Packages.Tests.Packing;

/// <summary>
/// The command <c>dotnet</c>, as on a machine of its own: with its own packages and its own home, and without servers that stay.
/// </summary>
internal sealed class DotnetCommand(string home, string packages)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>What its processes are told, besides what the test itself is.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; } = new Dictionary<string, string?>
    {
        ["DOTNET_CLI_HOME"] = home,
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["NUGET_PACKAGES"] = packages,

        // The test is started by MSBuild, whose settings are not those of the project here.
        ["MSBuildSDKsPath"] = null,
        ["MSBUILD_EXE_PATH"] = null,
        ["MSBuildExtensionsPath"] = null,
    };

    /// <summary>Calls it, which has to succeed, and returns what it prints.</summary>
    public async Task<string> RunAsync(string folder, IEnumerable<string> arguments, params IEnumerable<KeyValuePair<string, string?>> variables)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in (KeyValuePair<string, string?>[])[.. Variables, .. variables])
        {
            start.Environment[name] = value;
        }

        var (exitCode, output, error) = await ProgramCall.RunAsync(start, Patience);
        return exitCode == 0 ? output + error : throw new InvalidOperationException($"dotnet {string.Join(' ', start.ArgumentList)}: {exitCode}, {output}{error}");
    }
}
