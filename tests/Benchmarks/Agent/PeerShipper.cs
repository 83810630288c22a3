using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Testing;

namespace Benchmarks.Agent;

/// <summary>
/// Another shipper of log files, from Debian's packages, in a container on the same core, that sends the same lines over TCP.
/// </summary>
internal sealed class PeerShipper(string name, Func<Task<(string Image, string Tag)>> findImage, string[] command, Func<int, string, bool, string> configure)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static readonly PeerShipper Rsyslog = new("rsyslog", TestImages.RsyslogAsync, ["rsyslogd", "-n", "-f"], RsyslogConfiguration);

    public static readonly PeerShipper SyslogNg = new("syslog-ng", TestImages.SyslogNgAsync, ["syslog-ng", "-F", "--no-caps", "-f"], SyslogNgConfiguration);

    public string Name => name;

    /// <summary>Why there is nothing to be beside; <see langword="null"/> where containers can be run.</summary>
    public static async Task<string?> FindProblemAsync()
    {
        try
        {
            await TestImages.RsyslogAsync();
            await TestImages.SyslogNgAsync();
            return null;
        }
        catch (AssertInconclusiveException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Ships the lines of <c>app.log</c> and adds what that took.</summary>
    public Task ShipAsync(string folder, int lines, bool isJson, Usage usage) => RunAsync(folder, "app.log", isJson, async (process, stream) =>
    {
        var clock = Stopwatch.StartNew();
        await CountAsync(stream, lines);
        usage.Add(process, clock.Elapsed);
    });

    /// <summary>Runs it over some files of a folder, and has it measured.</summary>
    public async Task RunAsync(string folder, string files, bool isJson, Func<Process, NetworkStream, Task> measure)
    {
        var (image, tag) = await findImage();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var configuration = TemporaryFolder.Create();
        await File.WriteAllTextAsync(Path.Combine(configuration, "peer.conf"), configure(((IPEndPoint)listener.LocalEndpoint).Port, files, isJson));
        var container = await TestEngine.RunAsync([
            "run", "--detach", "--network", "host", "--cpuset-cpus", "0", "--volume", $"{folder}:/data", "--volume", $"{configuration}:/peer:ro", $"{image}:{tag}", .. command, "/peer/peer.conf"]);
        try
        {
            using var connection = await listener.AcceptTcpClientAsync().WaitAsync(Patience);
            using var process = Process.GetProcessById(int.Parse(await TestEngine.RunAsync("inspect", "--format", "{{.State.Pid}}", container), CultureInfo.InvariantCulture));
            await measure(process, connection.GetStream());
        }
        finally
        {
            await TestEngine.RunAsync("rm", "--force", container);
        }
    }

    private static async Task CountAsync(NetworkStream stream, int lines)
    {
        var buffer = new byte[1024 * 1024];
        while (lines > 0 && await stream.ReadAsync(buffer).AsTask().WaitAsync(Patience) is var count and > 0)
        {
            lines -= buffer.AsSpan(0, count).Count((byte)'\n');
        }
    }

    private static string RsyslogConfiguration(int port, string files, bool isJson) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        module(load="imfile")
        {(isJson ? "module(load=\"mmjsonparse\")" : "")}
        global(workDirectory="/tmp")
        main_queue(queue.size="50000" queue.dequeueBatchSize="1000")
        template(name="t" type="string" string="<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% - - - %{(isJson ? "$!all-json" : "msg")}%\n")
        input(type="imfile" File="/data/{files}" Tag="app")
        {(isJson ? "action(type=\"mmjsonparse\" cookie=\"\")" : "")}
        action(type="omfwd" target="127.0.0.1" port="{port}" protocol="tcp" template="t" queue.type="linkedList" queue.size="50000")

        """);

    private static string SyslogNgConfiguration(int port, string files, bool isJson) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        @version: 3.38
        source s { wildcard-file(base-dir("/data") filename-pattern("{{files}}") max-files(20000) flags(no-parse) log-fetch-limit(1000) log-iw-size(2000000)); };
        parser p { json-parser(prefix(".j.")); };
        destination d { network("127.0.0.1" port({{port}}) transport("tcp") log-fifo-size(100000) template("<13>1 $ISODATE $HOST app - - - {{(isJson ? "$(format-json .j.*)" : "$MSG")}}\n")); };
        log { source(s); {{(isJson ? "parser(p); " : "")}}destination(d); flags(flow-control); };

        """);
}
