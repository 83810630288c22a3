using System.Formats.Tar;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Aspire.Hosting.ApplicationModel;

#pragma warning disable ASPIRECERTIFICATES001 // As in ContainerSpecBuilder.

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Gathers the files that are copied into a container before it starts, with owner and mode.
/// </summary>
internal sealed class ContainerArchive : IDisposable
{
    private const UnixFileMode EveryFile = (UnixFileMode)0b110_110_110;
    private const UnixFileMode EveryFolder = (UnixFileMode)0b111_111_111;
    private const UnixFileMode DefaultUmask = (UnixFileMode)0b000_010_010;

    /// <summary>The same in each run, so that the same files are the same archive.</summary>
    private static readonly DateTimeOffset Time = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MemoryStream _content = new();
    private readonly TarWriter _tar;
    private bool _isEmpty = true;

    public ContainerArchive() => _tar = new(_content, leaveOpen: true);

    /// <summary>
    /// Adds what a callback of the resource returned.
    /// </summary>
    /// <exception cref="DistributedApplicationException">A file is not there, or has two sources.</exception>
    public void Add(ContainerFileSystemCallbackAnnotation destination, IEnumerable<ContainerFileSystemItem> items) =>
        AddItems(destination.DestinationPath, items, new(destination.DefaultOwner ?? 0, destination.DefaultGroup ?? 0, destination.Umask ?? DefaultUmask));

    /// <summary>
    /// Adds the certificates to trust: one bundle, and a file for each under the names by which OpenSSL looks for them.
    /// </summary>
    public async Task AddTrustAsync(CertificateTrustExecutionConfigurationData trust, CertificatePaths paths, CancellationToken cancellationToken)
    {
        if (trust.Scope == CertificateTrustScope.None || trust.Certificates.Count == 0)
        {
            return;
        }

        var certificates = trust.Certificates.DistinctBy(certificate => certificate.Thumbprint).ToArray();
        var bundle = Encoding.ASCII.GetBytes(string.Join('\n', certificates.Select(certificate => certificate.ExportCertificatePem())));
        foreach (var path in trust.Scope == CertificateTrustScope.Append ? [paths.Bundle] : paths.SystemBundles.Prepend(paths.Bundle))
        {
            AddFile(path, bundle, Owner.Root);
        }

        AddCertificates(paths.Directory, certificates, Owner.Root);
        foreach (var (name, create) in trust.CustomBundlesFactories)
        {
            AddFile($"{paths.Root}/bundles/{name}", await create(trust.Certificates, cancellationToken).ConfigureAwait(false), Owner.Root);
        }
    }

    /// <summary>
    /// Adds the certificate with which the container serves, and its key in the forms that are referred to.
    /// </summary>
    public void AddServerCertificate(HttpsCertificateExecutionConfigurationData https, string folder)
    {
        var certificate = https.Certificate;
        var name = $"{folder}/{certificate.Thumbprint}";
        var pem = certificate.ExportCertificatePem();
        AddFile($"{name}.crt", Encoding.ASCII.GetBytes(pem), Owner.Root);
        if (https.IsKeyPathReferenced || https.IsCertificateWithKeyPathReferenced)
        {
            var key = CertificateKeys.ExportPem(certificate, https.Password);
            AddFile($"{name}.key", Encoding.ASCII.GetBytes(key), Owner.Root);
            if (https.IsCertificateWithKeyPathReferenced)
            {
                AddFile($"{name}.pem", Encoding.ASCII.GetBytes($"{key}\n{pem}"), Owner.Root);
            }
        }

        if (https.IsPfxPathReferenced)
        {
            AddFile($"{name}.pfx", certificate.Export(X509ContentType.Pfx, https.Password), Owner.Root);
        }
    }

    /// <summary>The archive, or nothing if there are no files.</summary>
    public byte[] ToArray()
    {
        _tar.Dispose();
        return _isEmpty ? [] : _content.ToArray();
    }

    public void Dispose()
    {
        _tar.Dispose();
        _content.Dispose();
    }

    private void AddItems(string folder, IEnumerable<ContainerFileSystemItem> items, Owner owner)
    {
        List<(X509Certificate2 Certificate, string File)> certificates = [];
        foreach (var item in items)
        {
            var path = $"{folder.TrimEnd('/')}/{item.Name}";
            var own = owner with { User = item.Owner ?? owner.User, Group = item.Group ?? owner.Group };
            switch (item)
            {
                case ContainerDirectory directory:
                    Write(TarEntryType.Directory, $"{path}/", own, directory.Mode is 0 ? EveryFolder & ~own.Umask : directory.Mode);
                    AddItems(path, directory.Entries, own);
                    break;
                case ContainerFileBase file when TryRead(file) is { } content:
                    AddFile(path, content, own, file.Mode);
                    if (file is ContainerOpenSSLCertificateFile)
                    {
                        certificates.Add((X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(content)), file.Name));
                    }

                    break;
                default:
                    break;
            }
        }

        AddLinks(folder, certificates, owner);
    }

    private static byte[]? TryRead(ContainerFileBase file)
    {
        try
        {
            return (file.Contents, file.SourcePath) switch
            {
                ({ } contents, null) => Encoding.UTF8.GetBytes(contents),
                (null, { } source) => File.ReadAllBytes(source),
                (null, null) => [],
                _ => throw new DistributedApplicationException($"The container file '{file.Name}' has both Contents and SourcePath. Set one of them."),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return file.ContinueOnError == true ? null : throw new DistributedApplicationException($"The container file '{file.Name}' cannot be read: {exception.Message}", exception);
        }
    }

    private void AddCertificates(string folder, X509Certificate2[] certificates, Owner owner)
    {
        (X509Certificate2 Certificate, string File)[] files = [.. certificates.Select(certificate => (certificate, $"{certificate.Thumbprint}.pem"))];
        foreach (var (certificate, file) in files)
        {
            AddFile($"{folder}/{file}", Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()), owner);
        }

        AddLinks(folder, files, owner);
    }

    private void AddLinks(string folder, IEnumerable<(X509Certificate2 Certificate, string File)> certificates, Owner owner)
    {
        foreach (var same in certificates.GroupBy(known => OpenSslName.Hash(known.Certificate.SubjectName), known => known.File))
        {
            foreach (var (file, index) in same.Select((file, index) => (file, index)))
            {
                Write(TarEntryType.SymbolicLink, $"{folder.TrimEnd('/')}/{same.Key}.{index}", owner, EveryFolder, link: $"./{file}");
            }
        }
    }

    private void AddFile(string path, byte[] content, Owner owner, UnixFileMode mode = UnixFileMode.None) =>
        Write(TarEntryType.RegularFile, path, owner, mode is UnixFileMode.None ? EveryFile & ~owner.Umask : mode, new MemoryStream(content));

    private void Write(TarEntryType type, string path, Owner owner, UnixFileMode mode, Stream? content = null, string? link = null)
    {
        var entry = new PaxTarEntry(type, path.TrimStart('/')) { Uid = owner.User, Gid = owner.Group, Mode = mode, ModificationTime = Time };
        if (content is not null)
        {
            entry.DataStream = content;
        }

        if (link is not null)
        {
            entry.LinkName = link;
        }

        _tar.WriteEntry(entry);
        _isEmpty = false;
    }

    private readonly record struct Owner(int User, int Group, UnixFileMode Umask)
    {
        public static Owner Root => new(0, 0, DefaultUmask);
    }
}
