using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Resources;

internal sealed class TestServerResource(string name) : ContainerResource(name), IResourceWithConnectionString
{
    public string? ConnectionString { get; init; }

    public string? ConnectionStringEnvironmentVariable { get; init; }

    public ReferenceExpression ConnectionStringExpression
        => ConnectionString is null ? ReferenceExpression.Create($"Host={Endpoint.Property(EndpointProperty.Host)};Port={Endpoint.Property(EndpointProperty.Port)}") : ReferenceExpression.Create($"{ConnectionString}");

    private EndpointReference Endpoint => this.GetEndpoint("tcp");

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties()
    {
        yield return KeyValuePair.Create("Host", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Host)}"));
        yield return KeyValuePair.Create("Port", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Port)}"));
    }
}
