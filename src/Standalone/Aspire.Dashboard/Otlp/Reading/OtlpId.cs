using Google.Protobuf;

namespace Aspire.Dashboard.Otlp.Reading;

internal static class OtlpId
{
    /// <returns>32 hexadecimal digits, or <see langword="null"/> when the id is missing or invalid.</returns>
    public static string? Trace(ByteString id) => Hex(id, 16);

    /// <returns>16 hexadecimal digits, or <see langword="null"/> when the id is missing or invalid.</returns>
    public static string? Span(ByteString id) => Hex(id, 8);

    private static string? Hex(ByteString id, int length) =>
        id.Length == length && id.Span.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(id.Span) : null;
}
