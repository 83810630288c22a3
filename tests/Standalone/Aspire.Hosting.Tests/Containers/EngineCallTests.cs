using System.Collections.Immutable;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers;
using Aspire.Hosting.Containers.Engine;
using Aspire.Hosting.Containers.Network;

namespace Aspire.Hosting.Tests.Containers;

/// <summary>What the client of an engine is told, and what is understood of its answers.</summary>
[TestClass]
public sealed class EngineCallTests
{
    private static readonly ContainerSpec Spec = new()
    {
        Name = "web-abcdefgh",
        Image = "nginx:1",
        Network = "0123",
        Aliases = ["web", "web.dev.internal", "other"],
        Mounts =
        [
            new ContainerMountAnnotation("/a,b", "/data", ContainerMountType.BindMount, isReadOnly: true),
            new ContainerMountAnnotation(null, "/tmp/x", ContainerMountType.Volume, isReadOnly: false),
        ],
        Ports = [new ContainerPort(20001, 80, ProtocolType.Tcp), new ContainerPort(20002, 53, ProtocolType.Udp)],
        Environment = ImmutableSortedDictionary<string, string>.Empty.Add("SECRET", "s"),
        Labels = [new("key", "value")],
        PullPolicy = ImagePullPolicy.Missing,
        Entrypoint = "sh",
        ExtraHosts = ["aspire.dev.internal:172.18.0.1"],
        RunArguments = ["--cpus", "1"],
        Arguments = [("-c", false), ("true", false)],
    };

    [TestMethod]
    public void Container_is_created_with_arguments_in_the_order_of_Aspire()
        => CreateArguments.For(Spec, EngineDialect.Docker, Spec.Environment.Keys, "/tmp/x.env").Should().Equal(
            "create", "--name", "web-abcdefgh",
            "--network", "name=0123,alias=web,alias=web.dev.internal,alias=other",
            "--mount", "type=bind,\"src=/a,b\",target=/data,readonly", "--mount", "type=volume,target=/tmp/x",
            "-p", "127.0.0.1:20001:80", "-p", "127.0.0.1:20002:53/udp",
            "-e", "SECRET", "--env-file", "/tmp/x.env",
            "--label", "key=value",
            "--pull", "missing",
            "--entrypoint", "sh",
            "--add-host", "aspire.dev.internal:172.18.0.1",
            "--cpus", "1",
            "nginx:1", "-c", "true");

    [TestMethod]
    public void Podman_has_another_way_to_say_aliases()
        => CreateArguments.For(Spec, EngineDialect.Podman, [], null).Should().ContainInConsecutiveOrder("--network", "0123:alias=web,alias=web.dev.internal,alias=other");

    [TestMethod]
    public void Variables_that_steer_the_client_do_not_reach_its_environment()
    {
        var (inEnvironment, inFile) = ClientEnvironment.Divide(new Dictionary<string, string>
        {
            ["API_KEY"] = "a",
            ["DOCKER_HOST"] = "b",
            ["PATH"] = "c",
            ["https_proxy"] = "d",
            ["LINES"] = "e\nf",
        });

        inEnvironment.Keys.Should().BeEquivalentTo("API_KEY", "LINES");
        inFile.Keys.Should().BeEquivalentTo("DOCKER_HOST", "PATH", "https_proxy");
    }

    [TestMethod]
    public void Build_keeps_the_values_of_arguments_and_secrets_out_of_the_command_line()
    {
        var call = BuildCall.For(new ImageBuild("/src", "/src/Dockerfile", "web:1", "final")
        {
            Arguments = ImmutableSortedDictionary<string, string?>.Empty.Add("VERSION", "1").Add("INHERITED", null),
            Secrets = ImmutableSortedDictionary<string, string>.Empty.Add("token", "s3cret"),
            SecretFiles = ImmutableSortedDictionary<string, string>.Empty.Add("key", "/keys/key"),
        });

        call.Arguments.Should().Equal(
            "build", "-f", "/src/Dockerfile", "-t", "web:1", "--build-arg", "INHERITED", "--build-arg", "VERSION",
            "--secret", "id=token,env=ASPIRE_BUILD_SECRET_0", "--secret", "id=key,src=/keys/key", "--target", "final", "/src");
        call.Environment.Should().Contain("VERSION", "1").And.Contain("ASPIRE_BUILD_SECRET_0", "s3cret");
    }

    [TestMethod]
    [DataRow("""{"status":"die","id":"abc","Type":"container","Action":"die","Actor":{"ID":"abc","Attributes":{"exitCode":"137"}},"time":1,"timeNano":5}""", 137, 5L)]
    [DataRow("""{"Type":"container","Action":"die","Actor":{"ID":"abc","Attributes":{"exitCode":"0"}},"timeNano":6}""", 0, 6L)]
    [DataRow("""{"ContainerExitCode":3,"ID":"abc","Image":"x","Name":"y","Status":"died","Time":"2026-01-01T00:00:00Z","Type":"container","Attributes":{}}""", 3, 0L)]
    public void End_of_a_container_is_understood(string line, int exitCode, long time)
        => ContainerEventParser.Parse(line).Should().Be(new ContainerEvent("abc", ContainerEventKind.Died, exitCode, time));

    [TestMethod]
    [DataRow("")]
    [DataRow("not json")]
    [DataRow("""{"Action":"exec_start","Actor":{"ID":"abc"}}""")]
    [DataRow("""{"Action":"start"}""")]
    [DataRow("[]")]
    public void Other_events_are_passed_over(string line) => ContainerEventParser.Parse(line).Should().BeNull();

    [TestMethod]
    public void Lifecycle_key_changes_with_the_container_only()
    {
        var key = LifecycleKey.Of(Spec);

        LifecycleKey.Of(Spec with { Labels = [new("other", "label")] }).Should().Be(key);
        LifecycleKey.Of(Spec with { Environment = Spec.Environment.SetItem("SECRET", "t") }).Should().NotBe(key);
        LifecycleKey.Of(Spec with { Image = "nginx:2" }).Should().NotBe(key);
    }

    [TestMethod]
    [DataRow("Catalog.AppHost", "Catalog")]
    [DataRow("CatalogAppHost", "Catalog")]
    [DataRow("My App (new)", "MyAppnew")]
    public void Network_is_named_after_the_application(string application, string expected)
    {
        SessionNetworkName.ForSession(application).Should().MatchRegex($"^aspire-session-network-[a-z]{{8}}-{expected}$");
        SessionNetworkName.ForPersistent(application, "ABCDEF0123456789").Should().Be($"aspire-persistent-network-abcdef01-{expected}");
    }
}
