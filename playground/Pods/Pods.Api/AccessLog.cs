using System.Globalization;

namespace Pods.Api;

/// <summary>Writes a line for each request into a file on the shared volume, where a sidecar shows it.</summary>
/// <param name="folder">The folder of <c>access.log</c>; without one nothing is written.</param>
/// <param name="time">The clock.</param>
internal sealed class AccessLog(string? folder, TimeProvider time)
{
    private readonly Lock _gate = new();

    public async Task AroundAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (folder is not null && context.Request.Path != "/health")
        {
            Append(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():O} {context.Request.Method} {context.Request.Path} {context.Response.StatusCode}\n"));
        }
    }

    private void Append(string line)
    {
        lock (_gate)
        {
            File.AppendAllText(Path.Combine(folder!, "access.log"), line);
        }
    }
}
