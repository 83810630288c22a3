using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

#pragma warning disable ASPIREPROBES001 // What these tests are about.
#pragma warning disable ASPIREMCP001
#pragma warning disable ASPIRECOMMAND001

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// What an application sees of a container, once of an ordinary one and once of a sidecar: endpoints, URLs, health, commands, events.
/// </summary>
internal static class ApplicationTwins
{
    public const string Server = "server";
    public const string Hidden = "hidden";
    public const string Short = "short";
    public const string Direct = "direct";

    public static readonly ConcurrentQueue<(IResource Resource, string Event)> Events = [];
    public static readonly ConcurrentQueue<string> Required = [];
    public static readonly ConcurrentDictionary<string, int> FixedPorts = [];

    public static void Build(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> main)
    {
        builder.Services.AddHealthChecks().AddCheck("own", () => HealthCheckResult.Healthy("as it should be"));
        var other = builder.AddContainer("other", TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", Twins.Idle);
        var elsewhere = builder.AddConnectionString("elsewhere", ReferenceExpression.Create($"Endpoint=elsewhere"));
        Twins.Add(main, Server, TwinServer.Add, server =>
        {
            Listen(server
                .WithHttpEndpoint(targetPort: 9102, port: FixedPorts.GetOrAdd(server.Resource.Name, _ => FreePort.Find()), name: "fixed")
                .WithHttpEndpoint(targetPort: 9103, name: "direct", isProxied: false)
                .WithHttpHealthCheck("/health").WithHealthCheck("own").WithHttpProbe(ProbeType.Readiness, "/ready", endpointName: "http")
                .WithUrl("https://docs.example/", "Docs").WithUrl($"{server.GetEndpoint("http")}/admin", "Admin")
                .WithUrlForEndpoint("http", url => (url.DisplayText, url.Url) = ("Front", "/front"))
                .WithUrlForEndpoint("fixed", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
                .WithUrls(context => context.Urls.Add(new() { Url = "https://late.example/", DisplayText = "Late" }))
                .WithIconName("Beaker", IconVariant.Regular).WithReferenceRelationship(other).WithRelationship(other.Resource, "Watches")
                .WithMcpServer("/tools", endpointName: "http").WithContainerNetworkAlias($"{server.Resource.Name}-alias").WithRequiredCommand("sh", context => { Required.Enqueue(server.Resource.Name); return Task.FromResult(RequiredCommandValidationResult.Success()); })
                .WithConnectionProperty("Extra", "one more")
                .WithCommand("greet", "Greet", context => Task.FromResult(CommandResults.Success($"hello from {context.ResourceName}")), new CommandOptions
                {
                    Description = "Says hello.",
                    IconName = "Hand",
                    IsHighlighted = true,
                })
                .WithHttpCommand("/poke", "Poke", endpointName: "http", commandName: "poke"));
            builder.AddResource(new TwinDatabase($"{server.Resource.Name}-data", server.Resource));
            builder.AddContainer($"asks-{server.Resource.Name}", TestEngine.Image, TestEngine.Tag).WithReference(server)
                .WithArgs("bash", "-c", $"until (exec 3<>/dev/tcp/{server.Resource.Name}-alias/{TwinServer.Port}) 2> /dev/null; do read -t 0.2 < <(:); done; echo \"reached ${{ConnectionStrings__{server.Resource.Name.Replace('-', '_')}:-}}\"; env");
        });
        Twins.Add(main, Hidden, (b, name) => b.AddContainer(name, TestEngine.Image, TestEngine.Tag), container => container
            .WithArgs("bash", "-c", Twins.Idle).WithHidden()
            .WithInitialState(new() { ResourceType = "Kind", Properties = [new("colour", "blue")] }));
        Twins.Add(main, Direct, container => container.WithArgs("bash", "-c", Twins.Idle).WithEndpoint(targetPort: 9301, name: "tcp").WithEndpointProxySupport(false));
        Twins.Add(main, Short, (b, name) => b.AddResource(new TwinServer(name)).WithImage(TestEngine.Image, TestEngine.Tag), container =>
        {
            Listen(container
                .WithHttpEndpoint(targetPort: 9199, name: "http").WithConnectionStringRedirection(elsewhere.Resource)
                .WithArgs("bash", "-c", "echo done").WithHiddenOnCompletion());
            builder.AddContainer($"asks-{container.Resource.Name}", TestEngine.Image, TestEngine.Tag).WithReference(container).WithArgs("env");
        });
    }

    private static void Listen(IResourceBuilder<TwinServer> builder) => builder
        .OnInitializeResource((resource, _, _) => Note(resource, nameof(InitializeResourceEvent)))
        .OnResourceEndpointsAllocated((resource, _, _) => Note(resource, nameof(ResourceEndpointsAllocatedEvent)))
        .OnConnectionStringAvailable((resource, _, _) => Note(resource, nameof(ConnectionStringAvailableEvent)))
        .OnBeforeResourceStarted((resource, _, _) => Note(resource, nameof(BeforeResourceStartedEvent)))
        .OnResourceReady((resource, _, _) => Note(resource, nameof(ResourceReadyEvent)))
        .OnResourceStopped((resource, _, _) => Note(resource, nameof(ResourceStoppedEvent)));

    private static Task Note(IResource resource, string what)
    {
        Events.Enqueue((resource, what));
        return Task.CompletedTask;
    }
}
