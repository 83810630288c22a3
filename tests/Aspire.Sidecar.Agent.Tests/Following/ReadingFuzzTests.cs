using System.Text;
using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Tests.Hosting;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Aspire.Sidecar.Agent.Tests.Following;

/// <summary>Whatever stands in a file or comes from a receiver, nothing is lost of it and nobody stumbles over it.</summary>
[TestClass]
public sealed class ReadingFuzzTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "null", "true", "1", "-1", "9999999999999999999999", "1e9", "{\"version\":2,\"savedAt\":\"2026-01-01T00:00:00Z\"}\n", "\"position\":", "\"path\":", "\"identity\":", "\"a:b\"", "\"offset\":",
        "\"headLength\":", "\"tailEnd\":", "\"gone\":", "\n", "\n", " ", "ä", "\0",
    ];

    [TestMethod]
    public void Lines_are_cut_without_a_loss_wherever_a_read_ends() =>
        Gen.Select(Gen.OneOf(Gen.Const((byte)'\n'), Gen.Const((byte)'a'), Gen.Const((byte)0xC3), Gen.Const((byte)0xA4), Gen.Byte).Array[0, 300], Gen.Int[1, 40]).Sample((bytes, atOnce) => CheckLines(bytes, atOnce), iter: Fuzzing.Inputs);

    [TestMethod]
    public void Positions_are_read_or_refused() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 30].Sample(
            pieces =>
            {
                var positions = PositionsReader.Read(Encoding.UTF8.GetBytes(string.Concat(pieces.Select(piece => Pieces[piece]))), out var problem);
                (positions is not null || problem.Length > 0).Should().BeTrue();
            },
            iter: Fuzzing.Inputs);

    [TestMethod]
    public void Answers_are_read_or_refused() =>
        Gen.Byte.Array[0, 60].Sample(
            bytes =>
            {
                try
                {
                    PartialSuccess.Read(bytes).Rejected.Should().BeGreaterThanOrEqualTo(0);
                }
                catch (InvalidProtocolBufferException)
                {
                    // Refused.
                }
            },
            iter: Fuzzing.Inputs);

    [TestMethod]
    public void Details_of_an_error_ask_for_a_pause_or_for_nothing() =>
        Gen.OneOf(Gen.Byte, Gen.Const((byte)0x0A), Gen.Const((byte)0x1A), Gen.Const((byte)0x08), Gen.Const((byte)0x10), Gen.Const((byte)0xFF)).Array[0, 24].Sample(
            bytes =>
            {
                var info = new Any { TypeUrl = "type.googleapis.com/google.rpc.RetryInfo", Value = ByteString.CopyFrom(bytes) }.ToByteArray();
                _ = RetryInfo.Read(new() { { "grpc-status-details-bin", bytes } });
                _ = RetryInfo.Read(new() { { "grpc-status-details-bin", (byte[])[0x1A, (byte)info.Length, .. info] } });
            },
            iter: Fuzzing.Inputs);

    [TestMethod]
    public void Utf16_of_anything_becomes_lines() =>
        Gen.Select(Gen.OneOf(Gen.Const((byte)'\n'), Gen.Const((byte)0), Gen.Const((byte)0xD8), Gen.Byte).Array[0, 200], Gen.Int[1, 40], Gen.Bool).Sample(
            (bytes, atOnce, isLittleEndian) =>
            {
                var lines = new LineBuffer(16);
                lines.Reset(0, isLittleEndian ? FileEncoding.Utf16LittleEndian : FileEncoding.Utf16BigEndian, part: 0);
                var end = 0L;
                for (var at = 0; at < bytes.Length; at += atOnce)
                {
                    var chunk = bytes.AsSpan(at, Math.Min(atOnce, bytes.Length - at));
                    chunk.CopyTo(lines.Reserve(chunk.Length));
                    lines.Append(chunk.Length);
                    while (lines.TryTake(out var line))
                    {
                        line.Start.Should().Be(end);
                        end = line.End;
                        end.Should().BeLessThanOrEqualTo(lines.ReadOffset);
                    }
                }

                lines.Offset.Should().Be(end);
            },
            iter: Fuzzing.Inputs);

    private static void CheckLines(byte[] bytes, int atOnce)
    {
        const int Longest = 16;
        var lines = new LineBuffer(Longest);
        lines.Reset(1, FileEncoding.Utf8, part: 0);
        var begin = lines.Offset;
        var end = begin;
        for (var at = 0; at < bytes.Length; at += atOnce)
        {
            var chunk = bytes.AsSpan(at, Math.Min(atOnce, bytes.Length - at));
            chunk.CopyTo(lines.Reserve(chunk.Length));
            lines.Append(chunk.Length);
            while (lines.TryTake(out var line))
            {
                line.Text.Length.Should().BeLessThanOrEqualTo(Longest);
                IsHole(end, line.Start).Should().BeTrue("lines and parts follow each other without a gap");
                end = line.End;
            }
        }

        IsHole(end, lines.Offset).Should().BeTrue("what is left follows them");
        lines.Rest.SequenceEqual(bytes.AsSpan((int)(lines.Offset - begin))).Should().BeTrue();
        lines.ReadOffset.Should().Be(begin + bytes.Length);

        bool IsHole(long from, long to) => from <= to && !bytes.AsSpan((int)(from - begin)..(int)(to - begin)).ContainsAnyExcept((byte)0);
    }
}
