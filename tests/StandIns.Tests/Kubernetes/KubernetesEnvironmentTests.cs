using Aspire.Hosting.Kubernetes;

namespace StandIns.Tests.Kubernetes;

[TestClass]
public sealed class KubernetesEnvironmentTests
{
    [TestMethod]
    public async Task A_customization_without_an_environment_is_refused()
    {
        var publish = () => Publication.CreateAsync(builder => builder.AddContainer("a", "localhost/a", "1").PublishAsKubernetesService(_ => { }));

        (await publish.Should().ThrowAsync<Exception>()).WithMessage("*Resource 'a' is configured to publish as a Kubernetes service, but there are no 'KubernetesEnvironmentResource' resources*");
    }

    [TestMethod]
    public async Task A_reference_to_what_is_not_published_is_an_address_that_does_not_exist()
    {
        var publication = await PublishAsync(builder =>
        {
            var tool = builder.AddExecutable("tool", "bash", ".").WithHttpEndpoint(targetPort: 99);
            builder.AddContainer("a", "localhost/a", "1").WithEnvironment("TOOL", tool.GetEndpoint("http"));
        });

        publication["values.yaml"].Should().Contain("TOOL: \"http://tool-service:99\"");
    }

    [TestMethod]
    public async Task Bind_mounts_are_refused()
    {
        var publish = () => PublishAsync(SampleModels.Files);

        (await publish.Should().ThrowAsync<Exception>()).WithMessage("*Bind mounts are not supported by the Kubernetes publisher*");
    }

    [TestMethod]
    public async Task Builders_as_arguments_are_refused()
    {
        var publish = () => PublishAsync(builder => builder.AddContainer("a", "localhost/a", "1").WithArgs(builder.AddParameter("name", "x")));

        (await publish.Should().ThrowAsync<Exception>()).WithMessage("*Unsupported value type: DistributedApplicationResourceBuilder`1*");
    }

    [TestMethod]
    public async Task Helm_decides_what_a_parameter_decides()
    {
        var publication = await PublishAsync(builder =>
        {
            var flag = builder.AddParameter("flag", "yes");
            var value = ReferenceExpression.CreateConditional(flag.Resource, "yes", ReferenceExpression.Create($"on={flag}"), ReferenceExpression.Create($"off"));
            builder.AddContainer("a", "localhost/a", "1").WithEnvironment("A", value);
        });

        publication["templates/a/config.yaml"].Should().Contain("  A: {{ if eq (.Values.parameters.a.flag | lower) \"yes\" }}on={{ .Values.config.a.flag }}{{ else }}off{{ end }}\n");
        publication["values.yaml"].Should().Contain("parameters:\n  a:\n    flag: \"\"\n");
    }

    [TestMethod]
    public async Task Claimed_volumes_are_claimed_by_each_resource()
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            builder.AddKubernetesEnvironment("k8s").WithDashboard(false).WithProperties(environment => environment.DefaultStorageType = "pvc");
            SampleModels.Volumes(builder);
        });

        publication.Files.Keys.Should().Contain(["templates/a/data-pvc.yaml", "templates/a/data2-pvc.yaml", "templates/b/data-pvc.yaml"]);
        publication["templates/b/data-pvc.yaml"].Should().Contain("accessModes:\n    - \"ReadWriteOnce\"\n  resources:\n    requests:\n      storage: \"1Gi\"\n");
    }

    [TestMethod]
    public void In_run_mode_the_environment_is_no_resource()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });

        builder.AddKubernetesEnvironment("k8s");

        builder.Resources.OfType<KubernetesEnvironmentResource>().Should().BeEmpty();
    }

    private static Task<Publication> PublishAsync(Action<IDistributedApplicationBuilder> describe) => Publication.CreateAsync(builder =>
    {
        builder.AddKubernetesEnvironment("k8s").WithDashboard(false);
        describe(builder);
    });
}
