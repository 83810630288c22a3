using System.Diagnostics;
using Aspire.Hosting.Tests.Containers;

namespace Aspire.Hosting.Sidecar.Tests.Running.Engine;

/// <summary>
/// A docker daemon of a test's own, which it can stop and start. Until it is disposed, this process and those that it starts use it.
/// </summary>
internal sealed class PrivateEngine : IAsyncDisposable
{
    private const string HostVariable = "DOCKER_HOST";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _bridge = $"sidecar{Random.Shared.Next(0x10000):x4}";
    private readonly string _folder = Directory.CreateTempSubdirectory("sidecar-engine-").FullName;
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

            // Without a bridge of its own a daemon takes that of the other one, and told to have none it removes it.
            await IpAsync("link", "add", engine._bridge, "type", "bridge");
            await IpAsync("address", "add", "10.214.0.1/24", "dev", engine._bridge);
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
        string[] arguments =
        [
            "--data-root", $"{_folder}/data", "--exec-root", $"{_folder}/exec", "--pidfile", $"{_folder}/pid", "--host", $"unix://{_folder}/docker.sock",
            "--bridge", _bridge, "--iptables=false", "--default-address-pool", "base=10.213.0.0/16,size=24",
        ];
        _daemon = Process.Start(new ProcessStartInfo("dockerd", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var log = _daemon.StandardError.ReadToEndAsync();
        _ = _daemon.StandardOutput.ReadToEndAsync();
        var deadline = DateTime.UtcNow + Patience;
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(200));
        while (!await AnswersAsync())
        {
            if (_daemon.HasExited || DateTime.UtcNow > deadline)
            {
                throw new InvalidOperationException($"dockerd does not answer: {(_daemon.HasExited ? await log : "")}");
            }

            await timer.WaitForNextTickAsync();
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
        await IpAsync("link", "delete", _bridge);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task IpAsync(params string[] arguments)
    {
        using var ip = Process.Start("ip", arguments);
        await ip.WaitForExitAsync();
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
