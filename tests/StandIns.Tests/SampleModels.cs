using System.Net.Sockets;

namespace StandIns.Tests;

/// <summary>
/// The models of the samples, as the genuine packages were given them.
/// </summary>
internal static class SampleModels
{
    public static void Values(IDistributedApplicationBuilder builder)
    {
        var password = builder.AddParameter("pw", secret: true);
        var name = builder.AddParameter("name", "blue");
        var db = builder.AddContainer("db", "localhost/db", "1").WithEndpoint(targetPort: 5432, name: "tcp", scheme: "tcp").WithEnvironment("PW", password);
        var tcp = db.GetEndpoint("tcp");
        var web = builder.AddContainer("web", "localhost:5000/team/web", "1.0")
            .WithHttpEndpoint(targetPort: 8000, port: 18000).WithExternalHttpEndpoints()
            .WithHttpEndpoint(targetPort: 9000, name: "admin")
            .WithEndpoint(targetPort: 8125, name: "stats", scheme: "udp", protocol: ProtocolType.Udp)
            .WithEntrypoint("/bin/run").WithArgs("--plain", "two words", "quote\"d", "$dollar")
            .WithEnvironment("NAME", name).WithEnvironment("LITERAL", "a: b # c\nline two").WithEnvironment("EMPTY", "").WithEnvironment("YES", "yes").WithEnvironment("NUM", "0123")
            .WithEnvironment("EXPR", ReferenceExpression.Create($"host={tcp.Property(EndpointProperty.Host)};port={tcp.Property(EndpointProperty.Port)};pw={password};brace={{x}}"));
        builder.AddContainer("client", "localhost/client", "latest")
            .WithReference(web.GetEndpoint("http")).WithReference(web.GetEndpoint("admin")).WithEnvironment("URL", web.GetEndpoint("http")).WaitFor(web).WaitForStart(db);
        var job = builder.AddContainer("job", "localhost/job", "1");
        builder.AddContainer("after", "localhost/after", "1").WaitForCompletion(job);
    }

    public static void Volumes(IDistributedApplicationBuilder builder)
    {
        builder.AddContainer("a", "localhost/a", "1").WithVolume("data", "/data").WithVolume("data2", "/ro", isReadOnly: true);
        builder.AddContainer("b", "localhost/b", "1").WithVolume("data", "/shared");
    }

    /// <summary>What Kubernetes refuses.</summary>
    public static void Files(IDistributedApplicationBuilder builder) =>
        builder.AddContainer("c", "localhost/c", "1").WithBindMount("conf", "/etc/conf", isReadOnly: true)
            .WithContainerFiles("/etc/x", [new ContainerFile { Name = "x.conf", Contents = "k=v\n" }]);

    public static void Projects(IDistributedApplicationBuilder builder)
    {
        Directory.CreateDirectory(Path.Combine(builder.AppHostDirectory, "ctx"));
        var api = builder.AddProject<WebProject>("api").WithExternalHttpEndpoints();
        builder.AddProject<ConsoleProject>("worker").WithReference(api).WaitFor(api);
        builder.AddDockerfile("built", "./ctx").WithHttpEndpoint(targetPort: 8080).WithReference(api);
        builder.AddExecutable("tool", "bash", ".", "-c", "true").PublishAsDockerFile();
    }

    public static void Integrations(IDistributedApplicationBuilder builder)
    {
        var cache = builder.AddRedis("cache");
        var data = builder.AddPostgres("pg").WithDataVolume().AddDatabase("data");
        builder.AddProject<WebProject>("api").WithReference(cache).WithReference(data).WaitFor(data);
    }

    public static void Dashboard(IDistributedApplicationBuilder builder)
    {
        builder.AddProject<WebProject>("api");
        builder.AddContainer("x", "localhost/x", "1").WithOtlpExporter();
    }
}
