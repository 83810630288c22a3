using System.Diagnostics;

namespace Testing;

/// <summary>
/// A published Compose file that runs, as a project of its own.
/// </summary>
public sealed class ComposeProject : IAsyncDisposable
{
    private static readonly Lazy<Task<string[]?>> Program = new(FindAsync);

    private readonly string _folder;
    private readonly string _name = $"pods-{Guid.NewGuid():N}"[..20];

    private ComposeProject(string folder) => _folder = folder;

    /// <summary>Ends a test that needs Compose where there is none: as inconclusive, or as failed where there has to be one.</summary>
    public static async Task RequireAsync()
    {
        await TestEngine.RequireAsync();
        Requirement.Check("ENGINE", await Program.Value is null ? "No Docker Compose: neither 'docker compose' nor 'docker-compose' is installed." : null);
    }

    /// <summary>Starts the services, or some of them and what they depend on.</summary>
    public static async Task<ComposeProject> UpAsync(string folder, params string[] services)
    {
        var project = new ComposeProject(folder);
        await project.RunAsync("config", "--quiet");
        try
        {
            await project.RunAsync(["up", "--detach", .. services]);
            return project;
        }
        catch
        {
            await project.DisposeAsync();
            throw;
        }
    }

    public async Task<string> ContainerAsync(string service) => (await RunAsync("ps", "--quiet", service)).Trim();

    public Task<string> LogsAsync(string service) => RunAsync("logs", "--no-color", service);

    public async Task<string> InspectAsync(string service, string format) => await TestEngine.RunAsync("inspect", "--format", format, await ContainerAsync(service));

    public async Task<string> ExecuteAsync(string service, string script) => await TestEngine.RunAsync("exec", await ContainerAsync(service), "bash", "-c", script);

    public async ValueTask DisposeAsync() => await RunAsync("down", "--volumes", "--timeout", "0");

    private static async Task<string[]?> FindAsync()
    {
        foreach (var program in new string[][] { ["docker", "compose"], ["docker-compose"] })
        {
            try
            {
                if ((await CallAsync([.. program, "version"])).ExitCode == 0)
                {
                    return program;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not installed: perhaps the other one is.
            }
        }

        return null;
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await CallAsync([.. (await Program.Value)!, "--project-name", _name, "--project-directory", _folder, "--file", Path.Combine(_folder, "docker-compose.yaml"), .. arguments]);
        return exitCode == 0 ? output : throw new InvalidOperationException($"compose {string.Join(' ', arguments)}: {output}{error}");
    }

    private static Task<(int ExitCode, string Output, string Error)> CallAsync(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]);
        start.Environment["SIDECAR_VOLUMES_IMAGE"] = $"{TestEngine.Image}:{TestEngine.Tag}";
        return ProgramCall.RunAsync(start, Timeout.InfiniteTimeSpan);
    }
}
