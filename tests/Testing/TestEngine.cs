namespace Testing;

/// <summary>The container engine of this machine, with the image that the tests make their containers from.</summary>
public static class TestEngine
{
    public const string Image = "debian";
    public const string Tag = "bookworm-slim";

    /// <summary>The engine's client: the one that the tests are told to use, as an application would be, else docker.</summary>
    public static readonly string Program = Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") is { Length: > 0 } configured ? configured : "docker";

    public static readonly bool IsPodman = Program == "podman";

    private static readonly Lazy<Task<string?>> Problem = new(FindProblemAsync);

    /// <summary>Ends a test that needs the engine where there is none: as inconclusive, or as failed where there has to be one.</summary>
    public static async Task RequireAsync() => Requirement.Check("ENGINE", await Problem.Value);

    /// <summary>Calls the engine and returns its output.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await ProgramCall.RunAsync(Program, arguments);

        return exitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{Program} {string.Join(' ', arguments)}: {error}");
    }

    /// <summary>The lines that the engine prints.</summary>
    public static async Task<string[]> ListAsync(params string[] arguments)
        => (await RunAsync(arguments)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string?> FindProblemAsync()
    {
        try
        {
            var (exitCode, _, error) = await ProgramCall.RunAsync(Program, "version");
            if (exitCode != 0)
            {
                return $"No container engine: {error}";
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"No container engine: {Program} is not installed.";
        }

        if ((await ProgramCall.RunAsync(Program, "image", "inspect", $"{Image}:{Tag}")).ExitCode == 0 || (await ProgramCall.RunAsync(Program, "pull", $"{Image}:{Tag}")).ExitCode == 0)
        {
            return null;
        }

        var made = await ProgramCall.RunAsync("sh", "-c", $"mmdebstrap --variant=minbase bookworm | {Program} import - {Image}:{Tag}");

        return made.ExitCode == 0 ? null : $"The image {Image}:{Tag} can neither be pulled nor made with mmdebstrap: {made.Error}";
    }
}
