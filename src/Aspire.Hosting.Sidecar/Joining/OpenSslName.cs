using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Computes the name under which OpenSSL looks for a certificate in a folder: https://docs.openssl.org/master/man1/openssl-rehash/.
/// </summary>
internal static class OpenSslName
{
    /// <summary>
    /// Returns the hash of the subject, 8 hexadecimal digits: that of its attributes with their text in UTF-8, in lower case, and with single spaces.
    /// </summary>
    public static string Hash(X500DistinguishedName subject)
    {
        var names = new AsnReader(subject.RawData, AsnEncodingRules.DER).ReadSequence();
        using var content = new MemoryStream();
        while (names.HasData)
        {
            content.Write(Canonical(names.ReadSetOf()));
        }

        // The algorithm is OpenSSL's for file names; nothing is protected by it.
#pragma warning disable CA5350
        var hash = SHA1.HashData(content.ToArray());
#pragma warning restore CA5350
        return BinaryPrimitives.ReadUInt32LittleEndian(hash).ToString("x8", CultureInfo.InvariantCulture);
    }

    private static byte[] Canonical(AsnReader attributes)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            while (attributes.HasData)
            {
                var attribute = attributes.ReadSequence();
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(attribute.ReadObjectIdentifier());
                    var tag = attribute.PeekTag();
                    if (tag.TagClass == TagClass.Universal && IsText((UniversalTagNumber)tag.TagValue))
                    {
                        writer.WriteCharacterString(UniversalTagNumber.UTF8String, Canonical(attribute.ReadCharacterString((UniversalTagNumber)tag.TagValue)));
                    }
                    else
                    {
                        writer.WriteEncodedValue(attribute.ReadEncodedValue().Span);
                    }
                }
            }
        }

        return writer.Encode();
    }

    private static bool IsText(UniversalTagNumber tag) => tag
        is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String or UniversalTagNumber.T61String
        or UniversalTagNumber.BMPString or UniversalTagNumber.VisibleString;

    private static string Canonical(string text)
    {
        var canonical = new StringBuilder(text.Length);
        foreach (var word in text.Split([' ', '\t', '\n', '\v', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            canonical.Append(canonical.Length > 0 ? " " : "");
            foreach (var character in word)
            {
                canonical.Append(char.IsAscii(character) ? char.ToLowerInvariant(character) : character);
            }
        }

        return canonical.ToString();
    }
}
