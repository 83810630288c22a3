namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// Containers of a plain Debian for the tests of pods on an engine.
/// </summary>
internal static class EnginePod
{
    /// <summary>Says in which namespace it is, and answers on a port with a word.</summary>
    public const string Server =
        """
        echo "network $(readlink /proc/self/ns/net) on $(hostname)"
        exec perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalPort => $ARGV[0], Listen => 9, ReuseAddr => 1) or die; while ($c = $s->accept) { while (<$c>) { last if /^\r?$/ } print $c "HTTP/1.0 200 OK\r\n\r\n$ARGV[1]\n"; close $c }' "$0" "$1"
        """;

    /// <summary>Asks the URL in the variable that it is given, until there is an answer.</summary>
    public const string Client =
        """
        url=$(printenv "$0"); url=${url#*//}; url=${url%/}
        until answer=$(exec 3<>"/dev/tcp/${url%:*}/${url#*:}" && printf 'GET / HTTP/1.0\r\n\r\n' >&3 && tail -n 1 <&3) 2>/dev/null; do sleep 0.2; done
        echo "$0 is ${url%:*} and answers '$answer'"
        """;

    public static IResourceBuilder<ContainerResource> PodMain(IDistributedApplicationBuilder builder, string name = "api") =>
        MainShell(builder, name, Server, "8080", "main").WithHttpEndpoint(targetPort: 8080, name: "http");

    public static IResourceBuilder<ContainerResource> Shell(IDistributedApplicationBuilder builder, string name, string script, params string[] arguments) =>
        builder.AddContainer(name, TestEngine.Image, TestEngine.Tag).WithArgs(["bash", "-c", script, .. arguments]);

    /// <summary>A container with a process 1 that obeys when it is told to end.</summary>
    public static IResourceBuilder<ContainerResource> MainShell(IDistributedApplicationBuilder builder, string name, string script, params string[] arguments) =>
        Shell(builder, name, script, arguments).WithContainerRuntimeArgs("--init");

    /// <summary>The network namespace that a container is in.</summary>
    public static Task<string> NetworkAsync(string container) => TestEngine.RunAsync("exec", container, "readlink", "/proc/1/ns/net");
}
