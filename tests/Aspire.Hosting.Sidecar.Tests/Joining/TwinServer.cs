namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// A server as an integration has it: a container with a connection string, and with what lives in it.
/// </summary>
internal sealed class TwinServer(string name) : ContainerResource(name), IResourceWithConnectionString
{
    public const int Port = 9101;

    /// <summary>Says what it is asked, and answers with a word.</summary>
    private const string Program =
        """
        $| = 1; $SIG{TERM} = sub { exit 0 };
        for $port (split /,/, $ARGV[0]) { next if fork; $s = IO::Socket::INET->new(LocalPort => $port, Listen => 9, ReuseAddr => 1) or die;
        while ($c = $s->accept) { $r = <$c>; while (<$c>) { last if /^\r?$/ } $r =~ s/\s+$//; print "asked $r\n"; print $c "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n$ARGV[1] $port\n"; close $c } }
        sleep 10000;
        """;

    public EndpointReference Http => new(this, "http");

    public ReferenceExpression ConnectionStringExpression => this.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect)
        ? redirect.Resource.ConnectionStringExpression
        : ReferenceExpression.Create($"Endpoint={Http}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        [new("Host", ReferenceExpression.Create($"{Http.Property(EndpointProperty.Host)}"))];

    public static IResourceBuilder<TwinServer> Add(IDistributedApplicationBuilder builder, string name) => builder.AddResource(new TwinServer(name))
        .WithImage(TestEngine.Image, TestEngine.Tag)
        .WithArgs("perl", "-MIO::Socket::INET", "-e", Program, $"{Port},9102,9103", name)
        .WithHttpEndpoint(targetPort: Port, name: "http");
}

/// <summary>
/// Something that lives in a server and has no life of its own, such as a database.
/// </summary>
internal sealed class TwinDatabase(string name, TwinServer server) : Resource(name), IResourceWithParent<TwinServer>, IResourceWithConnectionString
{
    public TwinServer Parent => server;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{server};Database={Name}");
}
