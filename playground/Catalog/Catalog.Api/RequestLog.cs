using System.Diagnostics;

namespace Catalog.Api;

/// <summary>One line for each request. Health probes are noise, and are only for those who turn debugging on.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        await next(context);

        var request = context.Request;
        var level = request.Path == "/health" ? LogLevel.Debug : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            var path = request.Path.ToString();
            var currency = request.Query["currency"].FirstOrDefault() ?? ProductEndpoints.DefaultCurrency;
            var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            LogAnswered(level, request.Method, path, currency, context.Response.StatusCode, elapsed);
        }
    }

    [LoggerMessage(EventId = 1, Message = "{Method} {Path} in {Currency} answered {Status} after {Elapsed:0.0} ms")]
    private partial void LogAnswered(LogLevel level, string method, string path, string currency, int status, double elapsed);
}
