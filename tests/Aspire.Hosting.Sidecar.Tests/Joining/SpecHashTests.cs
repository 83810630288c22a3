using System.Formats.Tar;
using System.Text;
using Aspire.Hosting.Sidecar.Joining;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

[TestClass]
public sealed class SpecHashTests
{
    [TestMethod]
    [DataRow(TarEntryFormat.Ustar)]
    [DataRow(TarEntryFormat.Gnu)]
    public void Files_are_the_same_whatever_the_bytes_of_their_archive(TarEntryFormat format) =>
        Of(Archive(format, "/etc/proxy.conf", "listen=1")).Should().Be(Of(Archive(TarEntryFormat.Pax, "/etc/proxy.conf", "listen=1")));

    [TestMethod]
    [DataRow("/etc/other.conf", "listen=1", 0)]
    [DataRow("/etc/proxy.conf", "listen=2", 0)]
    [DataRow("/etc/proxy.conf", "listen=1", 65532)]
    public void Another_path_content_or_owner_is_another_container(string path, string content, int owner) =>
        Of(Archive(TarEntryFormat.Pax, path, content, owner)).Should().NotBe(Of(Archive(TarEntryFormat.Pax, "/etc/proxy.conf", "listen=1")));

    private static string Of(byte[] files) => SpecHash.Of(new("api-proxy", "proxy:1") { Files = files });

    private static byte[] Archive(TarEntryFormat format, string path, string content, int owner = 0)
    {
        using var bytes = new MemoryStream();
        using (var archive = new TarWriter(bytes, format, leaveOpen: true))
        {
            TarEntry entry = format switch
            {
                TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, path),
                TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, path),
                _ => new PaxTarEntry(TarEntryType.RegularFile, path),
            };
            entry.Uid = owner;
            entry.Mode = UnixFileMode.UserRead;
            entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content));
            archive.WriteEntry(entry);
        }

        return bytes.ToArray();
    }
}
