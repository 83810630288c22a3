using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting.Testing;

#pragma warning disable ASPIRECERTIFICATES001 // What these tests are about.

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// A sidecar in the network of its main trusts the certificates that an ordinary container would, and serves with those that it would.
/// </summary>
[TestClass]
public sealed class WholeCertificateTests
{
    private static readonly X509Certificate2 Authority = TestCertificates.Authority("Twin");
    private static readonly X509Certificate2 Server = TestCertificates.Server(Authority, "plain-tls", "api-tls.dev.internal");

    private static readonly Lazy<Task<Twins>> Started = new(StartAsync);

    [ClassCleanup]
    public static async Task EndAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }

    [TestMethod]
    [Shows("CertificateAuthorityCollectionAnnotation", "CertificateTrustConfigurationCallbackAnnotation")]
    public async Task An_authority_is_trusted_beside_those_of_the_image()
    {
        await TestImages.ToolsAsync();
        var (plain, joined) = await (await Started.Value).RunInEachAsync("trust", $"({Files("/usr/lib/ssl/aspire")}; {Environment}) | {WithoutNames}; openssl verify /leaf.pem");

        joined.Should().Be(plain).And.EndWith("/leaf.pem: OK").And.Contain("BUNDLE=/usr/lib/ssl/aspire/cert.pem").And.Contain("bundles/");
    }

    [TestMethod]
    [Shows("ContainerCertificatePathsAnnotation")]
    public async Task An_authority_is_trusted_alone_where_that_is_asked_for()
    {
        await TestImages.ToolsAsync();
        var (plain, joined) = await (await Started.Value).RunInEachAsync(
            "only", $"({Files("/opt/trust")}; md5sum /opt/bundle.crt; {Environment}) | {WithoutNames}; openssl verify /leaf.pem; openssl verify /etc/ssl/certs/ca-certificates.crt 2>&1 | tail -n 1");

        joined.Should().Be(plain).And.Contain("/leaf.pem: OK").And.Contain("verification failed").And.Contain("SSL_CERT_DIR=/opt/trust/certs");
    }

    [TestMethod]
    [Shows("HttpsCertificateAnnotation", "HttpsCertificateConfigurationCallbackAnnotation")]
    public async Task It_serves_with_its_certificate_to_the_host_and_to_other_containers()
    {
        await TestImages.ToolsAsync();
        var twins = await Started.Value;
        var (plain, joined) = await twins.RunInEachAsync("tls", Files("/usr/lib/ssl/aspire/private"));
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == Server.Thumbprint,
        };
        using var client = new HttpClient(handler);
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return (await client.GetAsync(twins.Application.Application.GetEndpoint("api-tls", "https"))).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "it answers");
        var asked = await TestEngine.RunAsync(
            "exec", twins.Container(Twins.Plain("trust")), "curl", "-sS", "-o", "/dev/null", "-w", "%{http_code} %{ssl_verify_result}\n", "https://api-tls.dev.internal:9443/", "-o", "/dev/null", "https://plain-tls:9443/");

        joined.Should().Be(plain).And.Contain($"{Server.Thumbprint}.key f 644").And.Contain($"{Server.Thumbprint}.pfx");
        asked.Should().Be("200 0\n200 0");
    }

    private const string Environment = "env | grep -E '^(SSL_|BUNDLE|DIRECTORIES|CUSTOM)' | sort";

    /// <summary>A bundle of one's own has another name each time.</summary>
    private const string WithoutNames = "sed -E 's#bundles/[0-9a-f-]+#bundles/it#'";

    private static string Files(string folder) => $"find {folder} -printf '%p %y %m %U %G %l\\n' | sort; find {folder} -type f -not -name '*.pfx' -exec md5sum {{}} + | sort";

    private static async Task<Twins> StartAsync()
    {
        var (image, tag) = await TestImages.ToolsAsync();
        return await Twins.StartAsync((builder, main) => Build(builder, main, (b, name) => b.AddContainer(name, image, tag)));
    }

    private static void Build(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> main, Func<IDistributedApplicationBuilder, string, IResourceBuilder<ContainerResource>> create)
    {
        var authorities = builder.AddCertificateAuthorityCollection("authorities").WithCertificate(Authority).WithCertificate(TestCertificates.Authority("Other"));
        ContainerFile[] leaf = [new() { Name = "leaf.pem", Contents = Server.ExportCertificatePem() }];
        Twins.Add(main, "trust", create, container => Trusting(container, authorities, leaf));
        Twins.Add(main, "only", create, container => Trusting(container, authorities, leaf)
            .WithDeveloperCertificateTrust(false).WithCertificateTrustScope(CertificateTrustScope.Override).WithContainerCertificatePaths("/opt/trust", ["/opt/bundle.crt"], ["/opt/dirs"]));
        Twins.Add(main, "tls", create, container => container
            .WithArgs("bash", "-c", "exec openssl s_server -accept 9443 -cert $TLS_CERTIFICATE -key $TLS_KEY -www -quiet")
            .WithHttpsEndpoint(targetPort: 9443, name: "https").WithHttpsCertificate(Server).WithHttpsCertificateConfiguration(context =>
            {
                context.EnvironmentVariables["TLS_CERTIFICATE"] = context.CertificatePath;
                context.EnvironmentVariables["TLS_KEY"] = context.KeyPath;
                context.EnvironmentVariables["TLS_PFX"] = context.PfxPath;
                return Task.CompletedTask;
            }));
    }

    private static IResourceBuilder<ContainerResource> Trusting(
        IResourceBuilder<ContainerResource> container, IResourceBuilder<CertificateAuthorityCollection> authorities, ContainerFile[] leaf) => container
        .WithArgs("bash", "-c", Twins.Idle).WithContainerFiles("/", leaf).WithCertificateAuthorityCollection(authorities)
        .WithCertificateTrustConfiguration(context =>
        {
            context.EnvironmentVariables["BUNDLE"] = context.CertificateBundlePath;
            context.EnvironmentVariables["DIRECTORIES"] = context.CertificateDirectoriesPath;
            context.EnvironmentVariables["CUSTOM"] = context.CreateCustomBundle((certificates, _) => Task.FromResult<byte[]>([.. certificates[0].RawData]));
            return Task.CompletedTask;
        });
}
