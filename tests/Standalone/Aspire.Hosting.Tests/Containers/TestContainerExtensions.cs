using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Orchestrator;

namespace Aspire.Hosting.Tests.Containers;

internal static class TestContainerExtensions
{
    /// <summary>Waits until told to end, which it does with exit code 3.</summary>
    public const string Wait = "trap 'exit 3' TERM; echo waiting; while :; do sleep 0.1; done";

    /// <summary>Answers HTTP on port 8080 with 'hello'.</summary>
    public const string Serve =
        """
        exec perl -MIO::Socket::INET -e '$|=1; $SIG{TERM}=sub{exit 0}; $s=IO::Socket::INET->new(LocalPort=>8080,Listen=>5,ReuseAddr=>1) or die;
        print "listening\n"; while($c=$s->accept){ while(<$c>){ last if /^\r?$/ } print $c "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"; close $c }'
        """;

    /// <summary>Adds a container that runs a script.</summary>
    public static IResourceBuilder<ContainerResource> AddScript(this IDistributedApplicationBuilder builder, string name, string script)
        => builder.AddContainer(name, TestEngine.Image, TestEngine.Tag).WithEntrypoint("bash").WithArgs("-c", script);

    /// <summary>A script that prints the answer to an HTTP request, trying until there is one.</summary>
    public static string Get(string host, string port)
        => $$"""
           for i in $(seq 100); do
             if exec 3<>/dev/tcp/{{host}}/{{port}}; then
               printf 'GET / HTTP/1.1\r\n\r\n' >&3
               answer=$(tail -n 1 <&3)
               if [ -n "$answer" ]; then echo "answer: $answer"; exit 0; fi
             fi
             sleep 0.1
           done 2>/dev/null
           exit 1
           """;

    public static string ContainerId(this RunningApplication app, string name) => (string)app.Snapshot(name).Properties.ValueOf("container.id")!;
}
