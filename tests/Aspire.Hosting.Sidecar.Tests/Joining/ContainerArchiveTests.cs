using System.Formats.Tar;
using Aspire.Hosting.Sidecar.Joining;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

[TestClass]
public sealed class ContainerArchiveTests
{
    [TestMethod]
    public void A_link_leads_to_its_own_certificate_also_where_one_before_it_could_not_be_read()
    {
        using var authority = TestCertificates.Authority("Archive");

        var entries = Entries(
            new ContainerOpenSSLCertificateFile { Name = "gone.pem", SourcePath = "/nowhere/gone.pem", ContinueOnError = true },
            new ContainerOpenSSLCertificateFile { Name = "here.pem", Contents = authority.ExportCertificatePem() });

        entries.Should().HaveCount(2);
        entries.Single(entry => entry.EntryType == TarEntryType.SymbolicLink).LinkName.Should().Be("./here.pem");
    }

    [TestMethod]
    public void What_cannot_be_read_for_whatever_reason_is_left_out_if_that_is_wished()
    {
        // To read a folder as a file is not permitted.
        var folder = TemporaryFolder.Create();

        Entries(new ContainerFile { Name = "a.txt", SourcePath = folder, ContinueOnError = true }).Should().BeEmpty();

        var read = () => Entries(new ContainerFile { Name = "a.txt", SourcePath = folder });
        read.Should().Throw<DistributedApplicationException>().WithMessage("The container file 'a.txt' cannot be read: *");
    }

    private static List<TarEntry> Entries(params ContainerFileSystemItem[] items)
    {
        using ContainerArchive archive = new();
        archive.Add(new ContainerFileSystemCallbackAnnotation { DestinationPath = "/etc/test", Callback = (_, _) => Task.FromResult<IEnumerable<ContainerFileSystemItem>>(items) }, items);
        List<TarEntry> entries = [];
        using MemoryStream content = new(archive.ToArray());
        using TarReader reader = new(content);
        while (content.Length > 0 && reader.GetNextEntry() is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }
}
