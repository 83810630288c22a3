using Aspire.Sidecar.Agent.Options;

namespace Aspire.Sidecar.Agent.Tests.Options;

[TestClass]
public sealed class ResourceAttributesTests
{
    [TestMethod]
    [DataRow("SIDECAR_MAIN_NAME=api;OTEL_SERVICE_NAME=own", "service.name=api,sidecar.main=api")]
    [DataRow("OTEL_SERVICE_NAME=own", "service.name=own")]
    [DataRow("", "service.name=unknown_service")]
    [DataRow("OTEL_RESOURCE_ATTRIBUTES=service.name=a%20b,bad,service.instance.id=i", "service.name=a b,service.instance.id=i")]
    [DataRow("OTEL_RESOURCE_ATTRIBUTES=service.instance.id=own;SIDECAR_MAIN_INSTANCE_ID=mains;SIDECAR_NAME=logs", "service.instance.id=mains,sidecar.name=logs,service.name=unknown_service")]
    public void Attributes(string variables, string expected)
    {
        var environment = new AgentEnvironment(variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])));
        ResourceAttributes.Of(environment).Select(attribute => $"{attribute.Key}={attribute.Value}").Should().BeEquivalentTo(expected.Split(','));
    }
}
