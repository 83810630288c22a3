using System.Collections.Immutable;

namespace Faults.Pod;

/// <summary>
/// A pod with a member of each kind.
/// </summary>
internal sealed class FaultPod(string main)
{
    private const string Files = "files";

    /// <summary>Answers every request on a port.</summary>
    private const string Server =
        """
        exec perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalPort => $ARGV[0], Listen => 9, ReuseAddr => 1) or die; while ($c = $s->accept) { while (<$c>) { last if /^\r?$/ } print $c "HTTP/1.0 200 OK\r\n\r\n$ARGV[0]\n"; close $c }' "$0"
        """;

    /// <summary>The last word of each line that the main writes.</summary>
    public const string EndOfLine = "end";

    /// <summary>Writes about a thousand lines a second, and goes on counting where the container before it has ended.</summary>
    private const string Writer =
        """
        perl -MTime::HiRes=sleep -MPOSIX=strftime -e '
          ($file, $number) = (sprintf("%04x%04x", rand 65536, rand 65536), 0);
          open F, "+>>", "/files/app.log" or die;
          seek F, -s F > 200 ? -200 : 0, -s F > 200 ? 2 : 0;
          while (<F>) { ($file, $number) = ($1, $2 + 1) if / (\w+) (\d+) end$/ }
          syswrite F, "\n";
          while (1) {
            $time = strftime "%Y-%m-%dT%H:%M:%SZ", gmtime;
            syswrite F, join "", map { "$time INFO $file $_ end\n" } $number .. $number + 9;
            $number += 10;
            sleep 0.01;
          }' &
        """;

    private const string WritingServer = $"{Writer}\n{Server}";

    /// <summary>Takes its time when it is told to end, and then ends well.</summary>
    private const string Slow = "trap 'sleep 1; exit 0' TERM; while :; do ls /files > /dev/null; sleep 0.2; done";

    private static readonly SidecarRestartPolicy OnFailure = SidecarRestartPolicy.OnFailure(maxRestarts: 20, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));
    private static readonly SidecarRestartPolicy Always = SidecarRestartPolicy.Always(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));

    public Member Main { get; } = new(main, MemberKind.Main) { IsServer = true };

    public ImmutableArray<Member> Sidecars { get; } =
    [
        new($"{main}-proxy", MemberKind.Joined) { IsServer = true },
        new($"{main}-watcher", MemberKind.JoinedProcesses),
        new($"{main}-reader", MemberKind.Joined),
        new($"{main}-cache", MemberKind.Separate) { IsServer = true },
        new($"{main}-logging", MemberKind.Process),
    ];

    public IEnumerable<Member> Members => Sidecars.Prepend(Main);

    /// <param name="builder">The application.</param>
    /// <param name="receiver">Where the lines of the main go, by OTLP over HTTP.</param>
    public void AddTo(IDistributedApplicationBuilder builder, string receiver) => Shell(builder, Main.Resource, WritingServer, "8080")
        .WithContainerRuntimeArgs("--init")
        .WithHttpEndpoint(targetPort: 8080)
        .WithSharedVolume(Files, "/files")
        .WithSidecar("proxy", (application, name) => Shell(application, name, Server, "9100").WithContainerRuntimeArgs("--init").WithHttpEndpoint(targetPort: 9100).WithRestartPolicy(OnFailure))
        .WithSidecar("watcher", (application, name) => Shell(application, name, "exec sleep 100000").WithSharedProcesses().WithRestartPolicy(OnFailure))
        .WithSidecar("reader", (application, name) => Shell(application, name, Slow).WithSharedVolume(Files, "/files", isReadOnly: true).WithRestartPolicy(Always))
        .WithSidecar("cache", (application, name) => Shell(application, name, Server, "9200").WithContainerRuntimeArgs("--init").WithHttpEndpoint(targetPort: 9200)
            .WithNetworkSharing(SidecarNetwork.Separate).WithRestartPolicy(Always))
        .WithLoggingSidecar(Files, configure: logging => logging.WithRestartPolicy(OnFailure)
            .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", receiver).WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));

    private static IResourceBuilder<ContainerResource> Shell(IDistributedApplicationBuilder builder, string name, string script, params string[] arguments) =>
        builder.AddContainer(name, TestEngine.Image, TestEngine.Tag).WithArgs(["bash", "-c", script, .. arguments]);
}
