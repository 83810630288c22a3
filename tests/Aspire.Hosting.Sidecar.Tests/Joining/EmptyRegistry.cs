using System.Net;
using System.Text;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// A registry on this machine that has no image at all, and says so: https://distribution.github.io/distribution/spec/api/#errors.
/// </summary>
internal sealed class EmptyRegistry : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    private EmptyRegistry(int port)
    {
        Host = $"localhost:{port}";
        _listener.Prefixes.Add($"http://localhost:{port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>What images of it begin with.</summary>
    public string Host { get; }

    public static EmptyRegistry Start() => new(FreePort.Find());

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The registry is being closed, or the client has gone.
            }
        }
    }

    private static void Answer(HttpListenerContext context)
    {
        var isVersion = context.Request.Url!.AbsolutePath == "/v2/";
        context.Response.StatusCode = isVersion ? 200 : 404;
        context.Response.ContentType = "application/json";
        context.Response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        var body = Encoding.UTF8.GetBytes(isVersion ? "{}" : """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}""");
        context.Response.Close(body, willBlock: true);
    }
}
