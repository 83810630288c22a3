using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Hosting;

/// <summary>A receiver of OTLP logs over HTTP and gRPC that keeps what it gets and answers as a test wants.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Func<OtlpCall, OtlpAnswer> _answer;
    private readonly List<OtlpCall> _calls = [];
    private readonly List<LogRecord> _records = [];

    private OtlpReceiver(int httpPort, Func<OtlpCall, OtlpAnswer> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, httpPort, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>The metrics it got, as far as they are readable.</summary>
    public string MetricsText { get; private set; } = "";

    public Uri HttpEndpoint { get; private set; } = null!;

    public Uri GrpcEndpoint { get; private set; } = null!;

    public IReadOnlyList<OtlpCall> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>The records of accepted requests, in order.</summary>
    public IReadOnlyList<LogRecord> Records
    {
        get
        {
            lock (_calls)
            {
                return [.. _records];
            }
        }
    }

    public IReadOnlyList<string> Bodies => [.. Records.Select(record => record.Body.StringValue)];

    public static async Task<OtlpReceiver> StartAsync(Func<OtlpCall, OtlpAnswer>? answer = null, int httpPort = 0)
    {
        var receiver = new OtlpReceiver(httpPort, answer ?? (_ => OtlpAnswer.Accept));
        await receiver._application.StartAsync();
        var urls = receiver._application.Urls.ToArray();
        receiver.HttpEndpoint = new(urls[0]);
        receiver.GrpcEndpoint = new(urls[1]);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (context.Request.Path == "/v1/metrics")
        {
            MetricsText += Encoding.UTF8.GetString(body.ToArray());
            return;
        }

        var isGrpc = context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
        var bytes = body.ToArray();
        var isCompressed = isGrpc ? bytes[0] == 1 : context.Request.Headers.ContentEncoding == "gzip";
        var message = isGrpc ? bytes[5..(5 + BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1)))] : bytes;
        var request = ExportLogsServiceRequest.Parser.ParseFrom(isCompressed ? Decompress(message) : new MemoryStream(message));
        var call = new OtlpCall(context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), isCompressed, request, Calls.Count);

        var answer = _answer(call);
        lock (_calls)
        {
            _calls.Add(call);
            _records.AddRange(answer.IsAccepted ? call.Records : []);
        }

        await (isGrpc ? AnswerGrpcAsync(context.Response, answer) : AnswerHttpAsync(context.Response, answer));
    }

    private static async Task AnswerHttpAsync(HttpResponse response, OtlpAnswer answer)
    {
        response.StatusCode = answer.HttpStatus;
        response.ContentType = "application/x-protobuf";
        if (answer.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = $"{seconds}";
        }

        await response.Body.WriteAsync(answer.Response.ToByteArray());
    }

    private static async Task AnswerGrpcAsync(HttpResponse response, OtlpAnswer answer)
    {
        response.ContentType = "application/grpc";
        if (answer.GrpcDetails is { } details)
        {
            response.AppendTrailer("grpc-status-details-bin", Convert.ToBase64String(details));
        }

        if (answer.IsAccepted)
        {
            var message = answer.Response.ToByteArray();
            var frame = new byte[5 + message.Length];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
            message.CopyTo(frame, 5);
            await response.Body.WriteAsync(frame);
        }

        response.AppendTrailer("grpc-status", $"{answer.GrpcStatus}");
        await response.CompleteAsync();
    }

    private static MemoryStream Decompress(byte[] message)
    {
        var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(message), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        plain.Position = 0;
        return plain;
    }
}
