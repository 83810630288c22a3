using System.Globalization;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Aspire.Dashboard.Otlp.Transport;

/// <summary>Around everything else: lets only holders of the key in, and gives every HTTP error the body the specification asks for.</summary>
internal sealed class OtlpRequestGuard(ApiKey key, ILogger<OtlpRequestGuard> logger)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isGrpc = context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
        try
        {
            await AdmitAsync(context, next, isGrpc).ConfigureAwait(false);
        }
        catch (OtlpHttpException exception)
        {
            await WriteErrorAsync(context, exception.Status, exception.Message).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            await WriteErrorAsync(context, exception.StatusCode, exception.Message).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            logger.NotStored(exception, context.Request.Path);
            await WriteErrorAsync(context, StatusCodes.Status500InternalServerError, "The telemetry could not be stored.").ConfigureAwait(false);
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } && !isGrpc)
        {
            await WriteErrorAsync(context, context.Response.StatusCode, Explain(context.Response.StatusCode)).ConfigureAwait(false);
        }
    }

    private Task AdmitAsync(HttpContext context, RequestDelegate next, bool isGrpc)
    {
        if (isGrpc && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bodySize)
        {
            // gRPC has its own limit, for each message and with its own status.
            bodySize.MaxRequestBodySize = null;
        }

        if (key.Fits(context.Request.Headers[ApiKey.Header]))
        {
            return next(context);
        }

        if (isGrpc)
        {
            RefuseGrpc(context.Response);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    private static void RefuseGrpc(HttpResponse response)
    {
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)StatusCode.Unauthenticated).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(Explain(StatusCodes.Status401Unauthorized));
    }

    private static async Task WriteErrorAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        var format = OtlpHttpFormat.Of(context.Request) ?? OtlpHttpFormat.Json;
        await context.Response.WriteMessageAsync(format, new Google.Rpc.Status { Code = (int)GrpcCode(status), Message = message }, context.RequestAborted).ConfigureAwait(false);
    }

    private static string Explain(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => $"Send the API key of the dashboard in the header '{ApiKey.Header}'.",
        StatusCodes.Status404NotFound => "There is nothing here. Send telemetry to '/v1/logs', '/v1/traces' or '/v1/metrics'.",
        StatusCodes.Status405MethodNotAllowed => "Telemetry is sent with POST.",
        _ => $"{(HttpStatusCode)status}.",
    };

    private static StatusCode GrpcCode(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => StatusCode.Unauthenticated,
        StatusCodes.Status404NotFound => StatusCode.NotFound,
        StatusCodes.Status405MethodNotAllowed => StatusCode.Unimplemented,
        StatusCodes.Status413PayloadTooLarge => StatusCode.ResourceExhausted,
        < 500 => StatusCode.InvalidArgument,
        _ => StatusCode.Internal,
    };
}
