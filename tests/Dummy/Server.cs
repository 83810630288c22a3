using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dummy;

internal static class Server
{
    public static async Task RunAsync(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable) ?? "";
        var port = int.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : new Uri(value.Split(';')[0]).Port;
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Console.Out.WriteLine($"listening on {port}");
        _ = AcceptAsync(listener);
        await Termination.WaitAsync();
    }

    private static async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            _ = AnswerAsync(await listener.AcceptTcpClientAsync());
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[4096], 1);
                var body = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
            }
            catch (IOException)
            {
                // A client that goes away without a request must not end the server for the others.
            }
        }
    }
}
