using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Benchmarks.Numbers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Benchmarks.Network;

/// <summary>
/// T7: calls from a main to a sidecar in its network, beside the same calls over loopback between two processes of the host, and to a sidecar with a network of its own.
/// </summary>
internal static class CallBenchmark
{
    private const int Calls = 20_000;
    private const int Port = 9100;

    /// <summary>Answers each line with a line, on one connection after another.</summary>
    private const string Server =
        "use IO::Socket::INET; use Socket qw(TCP_NODELAY IPPROTO_TCP); $s = IO::Socket::INET->new(LocalPort => $ARGV[0], Listen => 9, ReuseAddr => 1) or die; print $s->sockport, qq(\\n); "
        + "$| = 1; while ($c = $s->accept) { $c->setsockopt(IPPROTO_TCP, TCP_NODELAY, 1); while (sysread $c, $b, 4096) { syswrite $c, $b } }";

    /// <summary>Prints the median of the calls, in microseconds.</summary>
    private const string Client =
        "use IO::Socket::INET; use Socket qw(TCP_NODELAY IPPROTO_TCP); use Time::HiRes qw(time); $c = IO::Socket::INET->new(PeerAddr => $ARGV[0], PeerPort => $ARGV[1]) or die qq(no server); "
        + "$c->setsockopt(IPPROTO_TCP, TCP_NODELAY, 1); for (1 .. $ARGV[2]) { $t = time; syswrite $c, q(x) x 128; sysread $c, $b, 4096; push @t, (time - $t) * 1e6 } @t = sort { $a <=> $b } @t; print $t[@t / 2]";

    public static async Task<IReadOnlyList<Row>> RunAsync(int rounds)
    {
        await TestEngine.RequireAsync();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        builder.Configuration["Aspire:Store:Path"] = TemporaryFolder.Create();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None).ClearProviders());
        Perl(builder, "main", "sleep 100000", "0")
            .WithSidecar("joined", (application, name) => Perl(application, name, Server, $"{Port}"))
            .WithSidecar("separate", (application, name) => Perl(application, name, Server, $"{Port}").WithNetworkSharing(SidecarNetwork.Separate));
        await using var application = builder.Build();
        await application.StartAsync();
        foreach (var name in (string[])["main", "main-joined", "main-separate"])
        {
            await application.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.Running);
        }

        using var server = Process.Start(new ProcessStartInfo("perl", ["-e", "$| = 1; " + Server, "0"]) { RedirectStandardOutput = true })!;
        var port = int.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        application.ResourceNotifications.TryGetCurrentState("main", out var state);
        var container = (string)state!.Snapshot.Properties.Single(property => property.Name == "container.id").Value!;
        try
        {
            return await MeasureAsync(rounds, container, port);
        }
        finally
        {
            server.Kill();
            await application.StopAsync();
        }
    }

    private static async Task<IReadOnlyList<Row>> MeasureAsync(int rounds, string container, int port)
    {
        Sample joined = new("µs"), loopback = new("µs"), separate = new("µs");
        for (var round = -1; round < rounds; round++)
        {
            var (own, peers, others) = (await InContainerAsync("127.0.0.1"), await OnHostAsync(port), await InContainerAsync("main-separate"));
            if (round >= 0)
            {
                joined.Add(own);
                loopback.Add(peers);
                separate.Add(others);
            }
        }

        return
        [
            Row.Ratios("T7", $"p50 of {Calls} calls from a main to a joined sidecar", joined, "loopback of the host", loopback, 1.1),
            Row.Of("T7", $"p50 of {Calls} calls from a main to a separate sidecar", separate).Beside("loopback of the host", loopback, separate.Median),
        ];

        async Task<double> InContainerAsync(string host) => Microseconds(await TestEngine.RunAsync("exec", container, "perl", "-e", Client, host, $"{Port}", $"{Calls}"));
    }

    private static async Task<double> OnHostAsync(int port)
    {
        using var client = Process.Start(new ProcessStartInfo("perl", ["-e", Client, "127.0.0.1", $"{port}", $"{Calls}"]) { RedirectStandardOutput = true })!;
        return Microseconds(await client.StandardOutput.ReadToEndAsync());
    }

    private static double Microseconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IResourceBuilder<ContainerResource> Perl(IDistributedApplicationBuilder builder, string name, string program, string argument) =>
        builder.AddContainer(name, TestEngine.Image, TestEngine.Tag).WithContainerRuntimeArgs("--init").WithArgs("perl", "-e", program, argument);
}
