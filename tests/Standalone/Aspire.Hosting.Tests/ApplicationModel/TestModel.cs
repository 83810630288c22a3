using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Tests.ApplicationModel;

/// <summary>Builders that do not start anything, and what resources get from them.</summary>
internal static class TestModel
{
    public static IDistributedApplicationBuilder CreateBuilder(params string[] args)
        => DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });

    public static IDistributedApplicationBuilder CreatePublishBuilder() => CreateBuilder("--operation", "publish");

    public static async Task<Dictionary<string, string>> GetEnvironmentAsync<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        var configuration = await builder.BuildConfigurationAsync();
        configuration.Exception.Should().BeNull();
        return configuration.EnvironmentVariables.ToDictionary();
    }

    public static async Task<string[]> GetArgumentsAsync<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        var configuration = await builder.BuildConfigurationAsync();
        configuration.Exception.Should().BeNull();
        return [.. configuration.Arguments.Select(argument => argument.Value)];
    }

    public static Task<IExecutionConfigurationResult> BuildConfigurationAsync<T>(this IResourceBuilder<T> builder, CancellationToken cancellationToken = default) where T : IResource
        => ExecutionConfigurationBuilder.Create(builder.Resource)
            .WithArgumentsConfig()
            .WithEnvironmentVariablesConfig()
            .BuildAsync(builder.ApplicationBuilder.ExecutionContext, NullLogger.Instance, cancellationToken);

    /// <summary>Allocates an endpoint as the host sees it and, for containers, as other containers see it.</summary>
    public static IResourceBuilder<T> Allocate<T>(this IResourceBuilder<T> builder, string endpointName, int port, int? targetPort = null) where T : IResourceWithEndpoints
    {
        var endpoint = builder.Resource.GetEndpoint(endpointName).EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port, (targetPort ?? port).ToString(System.Globalization.CultureInfo.InvariantCulture));

        var network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
        var host = builder.Resource.IsContainer() ? $"{builder.Resource.Name}.dev.internal" : KnownHostNames.DefaultContainerTunnelHostName;
        endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(
            network,
            new AllocatedEndpoint(endpoint, host, endpoint.TargetPort ?? port, EndpointBindingMode.SingleAddress, networkId: network));
        return builder;
    }
}
