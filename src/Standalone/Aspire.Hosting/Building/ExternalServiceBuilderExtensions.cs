using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds and configures external services.</summary>
public static class ExternalServiceBuilderExtensions
{
    /// <summary>Adds a service that the application uses and does not run.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="url">The address: absolute, without query and fragment.</param>
    /// <returns>The service.</returns>
    /// <exception cref="ArgumentException">The address is not of that kind.</exception>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, [ResourceName] string name, string url)
    {
        ArgumentNullException.ThrowIfNull(url);

        var (uri, problem) = ExternalServiceResource.Parse(url);
        return uri is null ? throw new ArgumentException($"The external service URL '{url}' is invalid: {problem}", nameof(url)) : builder.AddExternalService(name, uri);
    }

    /// <summary>Adds a service that the application uses and does not run.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="uri">The address: absolute, without query and fragment.</param>
    /// <returns>The service.</returns>
    /// <exception cref="ArgumentException">The address is not of that kind.</exception>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, [ResourceName] string name, Uri uri)
        => Add(builder, new ExternalServiceResource(name, uri)).WithUrl(uri.ToString());

    /// <summary>Adds a service that the application uses and does not run.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="urlParameter">The parameter with the address.</param>
    /// <returns>The service.</returns>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, [ResourceName] string name, IResourceBuilder<ParameterResource> urlParameter)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);

        return Add(builder, new ExternalServiceResource(name, urlParameter.Resource)).WithUrl(ReferenceExpression.Create($"{urlParameter.Resource}"));
    }

    /// <summary>Makes the health of a service depend on the answer to an HTTP request.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="path">The path to call; that of the address when omitted.</param>
    /// <param name="statusCode">The status code expected; 200 when omitted.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The path is not relative, or the address is not HTTP.</exception>
    public static IResourceBuilder<ExternalServiceResource> WithHttpHealthCheck(this IResourceBuilder<ExternalServiceResource> builder, string? path = null, int? statusCode = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (path is not null && !Uri.IsWellFormedUriString(path, UriKind.Relative))
        {
            throw new ArgumentException($"The path '{path}' is not a valid relative URL.", nameof(path));
        }

        var service = builder.Resource;
        if (service.Uri is { } fixedUri && !IsHttp(fixedUri))
        {
            throw new ArgumentException($"The URL '{fixedUri}' for external service '{service.Name}' cannot be used for HTTP health checks because it has a non-HTTP scheme.", nameof(builder));
        }

        statusCode ??= 200;
        var key = $"{service.Name}_external{(path is null ? "" : $"_{path}")}_{statusCode}_check";
        HttpHealthCheck.Register(builder.ApplicationBuilder.Services, key, statusCode.Value, async cancellationToken =>
        {
            var (uri, problem) = await service.ResolveAsync(cancellationToken).ConfigureAwait(false);
            if (uri is null)
            {
                return (null, $"The URL from parameter '{service.UrlParameter?.Name}' is invalid: {problem}");
            }

            return IsHttp(uri)
                ? (path is null ? uri : new Uri(uri, path), null)
                : (null, $"The URL from parameter '{service.UrlParameter?.Name}' cannot be used for HTTP health checks because it has a non-HTTP scheme.");
        });
        return builder.WithHealthCheck(key);
    }

    private static bool IsHttp(Uri uri) => uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps;

    private static IResourceBuilder<ExternalServiceResource> Add(IDistributedApplicationBuilder builder, ExternalServiceResource service)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.AddResource(service)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "ExternalService", State = KnownResourceStates.Waiting, Properties = [] })
            .ExcludeFromManifest()
            .OnInitializeResource(ExternalServiceStart.RunAsync);
    }
}
