using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Benchmarks.Numbers;
using Testing;

namespace Benchmarks.Agent;

/// <summary>
/// Another shipper of log files, in a container on the same core, that sends the same lines over TCP.
/// </summary>
internal static class PeerShipper
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Returns the processor seconds for a million lines, or <see langword="null"/> where there is no image of it.</summary>
    public static async Task<Sample?> MeasureAsync(string name, string imageVariable, string folder, int lines, bool isJson)
    {
        if (Environment.GetEnvironmentVariable(imageVariable) is not { Length: > 0 } image)
        {
            return null;
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var configuration = Path.Combine(folder, name + ".conf");
        await File.WriteAllTextAsync(configuration, name == "rsyslog" ? Rsyslog(port, isJson) : SyslogNg(port, isJson));
        string[] command = name == "rsyslog" ? ["rsyslogd", "-n", "-f", "/data/rsyslog.conf"] : ["syslog-ng", "-F", "--no-caps", "-f", "/data/syslog-ng.conf"];
        var container = await TestEngine.RunAsync(["run", "--detach", "--network", "host", "--cpuset-cpus", "0", "--volume", $"{folder}:/data", image, .. command]);
        try
        {
            using var connection = await listener.AcceptTcpClientAsync().WaitAsync(Patience);
            await CountAsync(connection.GetStream(), lines);
            var process = Process.GetProcessById(int.Parse(await TestEngine.RunAsync(["inspect", "--format", "{{.State.Pid}}", container]), CultureInfo.InvariantCulture));
            Sample sample = new();
            sample.Add(process.TotalProcessorTime.TotalSeconds * 1_000_000 / lines);
            return sample;
        }
        finally
        {
            await TestEngine.RunAsync(["rm", "--force", container]);
            File.Delete(configuration);
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

    private static string Rsyslog(int port, bool isJson) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        module(load="imfile")
        {(isJson ? "module(load=\"mmjsonparse\")" : "")}
        global(workDirectory="/tmp")
        main_queue(queue.size="50000" queue.dequeueBatchSize="1000")
        template(name="t" type="string" string="<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% - - - %{(isJson ? "$!all-json" : "msg")}%\n")
        input(type="imfile" File="/data/app.log" Tag="app")
        {(isJson ? "action(type=\"mmjsonparse\" cookie=\"\")" : "")}
        action(type="omfwd" target="127.0.0.1" port="{port}" protocol="tcp" template="t" queue.type="linkedList" queue.size="50000")

        """);

    private static string SyslogNg(int port, bool isJson) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        @version: 3.38
        source s { file("/data/app.log" flags(no-parse) log-fetch-limit(1000) log-iw-size(10000)); };
        parser p { json-parser(prefix(".j.")); };
        destination d { network("127.0.0.1" port({{port}}) transport("tcp") log-fifo-size(100000) template("<13>1 $ISODATE $HOST app - - - {{(isJson ? "$(format-json .j.*)" : "$MSG")}}\n")); };
        log { source(s); {{(isJson ? "parser(p); " : "")}}destination(d); flags(flow-control); };

        """);
}
