#pragma warning disable ASPIRECONTAINERSHELLEXECUTION001 // What these tests are about.

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// What a container can be configured with, once for an ordinary container and once for a sidecar: variables, arguments, files, mounts and the engine's own arguments.
/// </summary>
internal static class ConfigurationTwins
{
    public const string Values = "values";
    public const string Shell = "shell";
    public const string Files = "files";
    public const string Mounts = "mounts";
    public const string Named = "named";
    public const string Bound = "bound";

    public static readonly string Run = Guid.NewGuid().ToString("N")[..12];
    public static readonly string Folder = TemporaryFolder.Create("sidecar tests ");

    public static string Volume { get; } = $"sidecar-tests-{Run}";

    public static void Build(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> main)
    {
        File.WriteAllText(Path.Combine(Folder, "seed"), "from the host");
        var parameter = builder.AddParameter("text", "a parameter");
        var secret = builder.AddParameter("secret", "a secret", secret: true);
        AddValues(builder, main, parameter, secret);
        Twins.Add(main, Shell, container =>
        {
            container.WithEntrypoint("bash").WithArgs("VALUE='one two';", "export VALUE;", $"{Twins.Idle}").WithEnvironment("FROM", secret);
            container.Resource.ShellExecution = true;
        });
        AddFiles(main);
        Twins.Add(main, Mounts, container => Idle(container)
            .WithBindMount(Folder, "/bound").WithBindMount(Folder, "/bound read only", isReadOnly: true)
            .WithVolume(Volume, "/named").WithVolume("/nameless")
            .WithContainerRuntimeArgs("--ulimit", "nofile=321:654", "--tmpfs", "/scratch:size=1m", "--cap-drop", "CHOWN", "--workdir", "/opt", "--user", "12:34")
            .WithContainerRuntimeArgs(context =>
            {
                context.Args.Add("--label");
                context.Args.Add(ReferenceExpression.Create($"twin={parameter}"));
                context.Args.Add("--label");
                context.Args.Add("plain=text");
            }));
        Twins.Add(main, Bound, container => VolumeResourceBuilderExtensions.WithVolume(Idle(container), Volume, "/bound", "FOLDER", isReadOnly: true));
        Twins.Add(main, Named, container => Idle(container).WithContainerName($"{container.Resource.Name}-of-{Run}"));
    }

    private static void AddValues(
        IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> main, IResourceBuilder<ParameterResource> parameter, IResourceBuilder<ParameterResource> secret)
    {
        var other = builder.AddContainer("other", TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", Twins.Idle).WithHttpEndpoint(targetPort: 8081, name: "http");
        var host = builder.AddExecutable("host", "sleep", ".", "10000").WithHttpEndpoint(name: "http");
        var outside = builder.AddExternalService("outside", "https://example.invalid/");
        var connection = builder.AddConnectionString("orders", ReferenceExpression.Create($"Host={other.GetEndpoint("http").Property(EndpointProperty.Host)};Password={secret}"));
        Twins.Add(main, Values, container => container
            .WithEntrypoint("bash")
            .WithArgs("-c", Twins.Idle, "name", "two words", "", "one\ntwo", "$HOME `date` \"quoted\" 'too' \\").WithArgs(parameter, secret)
            .WithArgs(async context =>
            {
                await Task.Yield();
                context.Args.Add(ReferenceExpression.Create($"--url={other.GetEndpoint("http")}/{parameter}"));
                context.Args.Add(host.GetEndpoint("http"));
                context.Args.Add(42);
            })
            .WithEnvironment("LITERAL", "two words, $HOME `date` \"quoted\" 'too' \\ = # ü").WithEnvironment("EMPTY", "").WithEnvironment("EDGES", "  kept  ")
            .WithEnvironment("LINES", "one\ntwo\n\nfour\n").WithEnvironment("HTTP_PROXY", "http://proxy.invalid:1").WithEnvironment("DOCKER_HOST", "tcp://nowhere.invalid:2")
            .WithEnvironment("PARAMETER", parameter).WithEnvironment("SECRET", secret)
            .WithEnvironment("ENDPOINT", other.GetEndpoint("http")).WithEnvironment("HOST_ENDPOINT", host.GetEndpoint("http"))
            .WithEnvironment("EXPRESSION", $"{other.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}/{parameter}").WithEnvironment("OUTSIDE", outside)
            .WithEnvironment(async context =>
            {
                await Task.Yield();
                context.EnvironmentVariables["BUILDER"] = parameter;
                context.EnvironmentVariables["RESOURCE"] = secret.Resource;
                context.EnvironmentVariables["NUMBER"] = 42;
                context.EnvironmentVariables["PORT"] = other.GetEndpoint("http").Property(EndpointProperty.TargetPort);
                context.EnvironmentVariables["WHO"] = context.Resource.Name.Split('-')[^1];
            })
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.All)
            .WithReference(other.GetEndpoint("http")).WithReference(host.GetEndpoint("http")).WithReference(outside).WithReference(connection));
    }

    private static void AddFiles(IResourceBuilder<ContainerResource> main)
    {
        var seed = Path.Combine(Folder, "seed");
        var pem = TestCertificates.Authority("Files").ExportCertificatePem();
        Twins.Add(main, Files, container => Idle(container)
            .WithContainerFiles(
                "/etc/twin",
                [
                    new ContainerFile { Name = "plain", Contents = "one\ntwo\n" },
                    new ContainerFile { Name = "empty", Contents = "" },
                    new ContainerFile { Name = "owned", Contents = "mine", Owner = 1000, Group = 1001, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite },
                    new ContainerFile { Name = "program", Contents = "#!/bin/sh\n", Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute },
                    new ContainerFile { Name = "copied", SourcePath = seed },
                    new ContainerFile { Name = "absent", SourcePath = seed + ".absent", ContinueOnError = true },
                    new ContainerOpenSSLCertificateFile { Name = "authority.pem", Contents = pem },
                    new ContainerDirectory
                    {
                        Name = "nested",
                        Owner = 5,
                        Group = 6,
                        Entries =
                        [
                            new ContainerFile { Name = "inherits", Contents = "from the folder" },
                            new ContainerDirectory { Name = "deeper", Mode = (UnixFileMode)0b111_000_000, Entries = [new ContainerFile { Name = "deep", Contents = "deep" }] },
                            new ContainerDirectory { Name = "empty", Entries = [] },
                        ],
                    },
                ],
                defaultOwner: 100,
                defaultGroup: 101,
                umask: (UnixFileMode)0b000_010_111)
            .WithContainerFiles("/usr/share", [new ContainerFile { Name = "twin", Contents = "in a folder of the image" }])
            .WithContainerFiles("/srv/copied", Folder)
            .WithContainerFiles("/srv/late", (context, _) =>
                Task.FromResult<IEnumerable<ContainerFileSystemItem>>([new ContainerFile { Name = "made", Contents = context.Model.Name.Split('-')[^1] }]))
            .WithContainerFiles("/srv/nothing", (_, _) => Task.FromResult<IEnumerable<ContainerFileSystemItem>>([])));
    }

    private static IResourceBuilder<ContainerResource> Idle(IResourceBuilder<ContainerResource> container) => container.WithArgs("bash", "-c", Twins.Idle);
}
