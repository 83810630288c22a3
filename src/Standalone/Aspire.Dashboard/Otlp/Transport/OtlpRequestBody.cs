using System.Buffers;
using System.IO.Compression;
using Microsoft.Net.Http.Headers;

namespace Aspire.Dashboard.Otlp.Transport;

internal static class OtlpRequestBody
{
    private const int Step = 16 * 1024;

    /// <returns>The whole body, decompressed.</returns>
    /// <exception cref="OtlpHttpException">400, 413 or 415.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        var encoding = request.Headers[HeaderNames.ContentEncoding].ToString();
        if (encoding is "" or "identity")
        {
            return await ReadAsync(request.Body, limit, cancellationToken).ConfigureAwait(false);
        }

        if (!encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase))
        {
            throw new OtlpHttpException(StatusCodes.Status415UnsupportedMediaType, $"The content encoding '{encoding}' is not supported. Send 'gzip' or none.");
        }

        var gzip = new GZipStream(request.Body, CompressionMode.Decompress);
        await using (gzip.ConfigureAwait(false))
        {
            try
            {
                return await ReadAsync(gzip, limit, cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidDataException exception)
            {
                throw new OtlpHttpException(StatusCodes.Status400BadRequest, "The body is not valid gzip.", exception);
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await stream.ReadAsync(buffer.GetMemory(Step), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.WrittenMemory;
            }

            if (read > limit - buffer.WrittenCount)
            {
                throw TooLarge(limit);
            }

            buffer.Advance(read);
        }
    }

    private static OtlpHttpException TooLarge(int limit) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The request is longer than {limit} bytes. Send smaller batches.");
}
