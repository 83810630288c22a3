using Google.Protobuf;

namespace Aspire.Dashboard.Otlp.Transport;

internal static class OtlpHttpEndpoints
{
    public static void MapOtlpPost<TRequest, TResponse>(this IEndpointRouteBuilder routes, OtlpSignal<TRequest, TResponse> signal, OtlpServerOptions options)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() =>
        routes.MapPost(signal.HttpPath, async context =>
        {
            var format = OtlpHttpFormat.Of(context.Request) ?? throw new OtlpHttpException(
                StatusCodes.Status415UnsupportedMediaType,
                $"The content type '{context.Request.ContentType}' is not supported. Send 'application/x-protobuf' or 'application/json'.");
            var body = await OtlpRequestBody.ReadAsync(context.Request, options.MaxRequestBytes, context.RequestAborted).ConfigureAwait(false);
            var request = new TRequest();
            format.Read(request, body);
            await context.Response.WriteMessageAsync(format, signal.Export(request), context.RequestAborted).ConfigureAwait(false);
        });

    public static async Task WriteMessageAsync(this HttpResponse response, OtlpHttpFormat format, IMessage message, CancellationToken cancellationToken)
    {
        var body = format.Write(message);
        response.ContentType = format.ContentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }
}
