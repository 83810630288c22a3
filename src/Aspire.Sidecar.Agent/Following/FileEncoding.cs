namespace Aspire.Sidecar.Agent.Following;

/// <summary>How the characters of a file are written; its first bytes tell.</summary>
internal enum FileEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
}
