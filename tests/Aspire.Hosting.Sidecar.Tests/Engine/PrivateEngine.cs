using System.Diagnostics;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// A docker daemon of a test's own, which it can stop and start. Until it is disposed, this process and those that it starts use it.
/// </summary>
internal sealed class PrivateEngine : IAsyncDisposable
{
    private const string HostVariable = "DOCKER_HOST";

    private readonly string _folder = TemporaryFolder.Create();
    private readonly string? _outerHost = Environment.GetEnvironmentVariable(HostVariable);
    private Process? _daemon;

    private PrivateEngine()
    {
    }

    /// <summary>
    /// Starts one, with the image of the tests. Where that cannot be, the test is inconclusive.
    /// </summary>
    public static async Task<PrivateEngine> StartAsync()
    {
        await TestEngine.RequireAsync();
        if (TestEngine.Program != "docker" || !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            const string Reason = "Only root on Linux can start a docker daemon of its own.";
            Console.WriteLine(Reason);
            Assert.Inconclusive(Reason);
        }

        PrivateEngine engine = new();
        try
        {
            var image = Path.Combine(engine._folder, "image.tar");
            await TestEngine.RunAsync("save", "--output", image, $"{TestEngine.Image}:{TestEngine.Tag}");

            Environment.SetEnvironmentVariable(HostVariable, $"unix://{engine._folder}/docker.sock");
            await engine.ResumeAsync();
            await TestEngine.RunAsync("load", "--input", image);
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }

        return engine;
    }

    public async Task ResumeAsync()
    {
        // In a network of its own: a daemon changes the bridge and the firewall rules of another one in the same network.
        string[] arguments =
        [
            "--net", "sh", "-c", "ip link set lo up && exec dockerd \"$@\"", "sh",
            "--data-root", $"{_folder}/data", "--exec-root", $"{_folder}/exec", "--pidfile", $"{_folder}/pid", "--host", $"unix://{_folder}/docker.sock",
        ];
        _daemon = Process.Start(new ProcessStartInfo("unshare", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var log = _daemon.StandardError.ReadToEndAsync();
        _ = _daemon.StandardOutput.ReadToEndAsync();
        await Eventually.TrueAsync(async () => _daemon.HasExited || await AnswersAsync(), "dockerd answers");
        if (_daemon.HasExited)
        {
            throw new InvalidOperationException($"dockerd does not run: {await log}");
        }
    }

    public async Task StopAsync()
    {
        if (_daemon is { HasExited: false } daemon)
        {
            using var kill = Process.Start("kill", [daemon.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await daemon.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _daemon?.Dispose();
        Environment.SetEnvironmentVariable(HostVariable, _outerHost);
        TemporaryFolder.Delete(_folder);
    }

    private static async Task<bool> AnswersAsync()
    {
        try
        {
            await TestEngine.RunAsync("version");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
