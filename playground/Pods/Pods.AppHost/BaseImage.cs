using CliWrap;
using CliWrap.Buffered;
using Microsoft.Extensions.Configuration;

namespace Pods.AppHost;

/// <summary>What every image of this application is built from: it has to be on the machine, or on a registry.</summary>
internal static class BaseImage
{
    public const string Repository = "debian";
    public const string Tag = "bookworm-slim";
    private const string Name = $"{Repository}:{Tag}";

    /// <summary>Says what is missing, and how to get it.</summary>
    public static async Task<string?> FindProblemAsync(IConfiguration configuration)
    {
        var engine = configuration["ASPIRE_CONTAINER_RUNTIME"] ?? "docker";
        try
        {
            if (await RunAsync(engine, "version") is { } problem)
            {
                return $"This playground needs a container engine, and {engine} does not answer: {problem} Start it.";
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"This playground needs a container engine, and {engine} is not installed. Install Docker, or Podman and set ASPIRE_CONTAINER_RUNTIME=podman.";
        }

        return await RunAsync(engine, "image", "inspect", Name) is null || await RunAsync(engine, "pull", Name) is not { } refused
            ? null
            : $"The image {Name} is not here and cannot be pulled: {refused} Load it, or make it with: mmdebstrap --variant=minbase bookworm | {engine} import - {Name}";
    }

    /// <returns>The last line of what the engine says when it fails.</returns>
    private static async Task<string?> RunAsync(string engine, params string[] arguments)
    {
        var result = await CliWrap.Cli.Wrap(engine).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        return result.IsSuccess ? null : result.StandardError.Trim().Split('\n')[^1];
    }
}
