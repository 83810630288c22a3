using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Aspire.Dashboard.Otlp.Transport;

/// <summary>The framework's own unpacks whatever comes: its limit on messages is for the packed ones.</summary>
internal sealed class BoundedGzip(int limit) : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) => new Unpacked(new GZipStream(stream, CompressionMode.Decompress), limit);

    private sealed class Unpacked(Stream inner, int limit) : Stream
    {
        private int _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = inner.Read(buffer);
                return read <= limit - _read ? Count(read) : throw new RpcException(new(StatusCode.ResourceExhausted, $"The message is longer than {limit} bytes. Send smaller batches."));
            }
            catch (InvalidDataException exception)
            {
                throw new RpcException(new(StatusCode.InvalidArgument, "The message is not valid gzip.", exception));
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int Count(int read)
        {
            _read += read;
            return read;
        }
    }
}
