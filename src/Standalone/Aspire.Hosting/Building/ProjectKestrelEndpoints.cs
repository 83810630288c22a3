using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Endpoints that a project declares in its appsettings, which win over those of the launch profile.</summary>
internal sealed class ProjectKestrelEndpoints
{
    private readonly IResourceBuilder<ProjectResource> _builder;
    private readonly Entry[] _entries;
    private readonly Dictionary<EndpointAnnotation, string> _hosts = [];
    private readonly bool _isHttp2ByDefault;

    public ProjectKestrelEndpoints(IResourceBuilder<ProjectResource> builder, ProjectResourceOptions options)
    {
        _builder = builder;
        var configuration = ReadConfiguration(builder.Resource.GetProjectMetadata());
        _isHttp2ByDefault = configuration["Kestrel:EndpointDefaults:Protocols"] == "Http2";
        _entries = options.ExcludeKestrelEndpoints
            ? []
            : [.. configuration.GetSection("Kestrel:Endpoints").GetChildren()
                .Where(section => section["Url"] is not null)
                .Select(section => new Entry(section.Key, BindingAddress.Parse(section["Url"]!), section["Protocols"]))];
    }

    public bool Exist => _entries.Length > 0;

    public void Declare(Func<EndpointAnnotation, bool> isLeftOut)
    {
        foreach (var group in _entries.GroupBy(entry => entry.Address.Scheme).Select(group => group.ToArray()))
        {
            foreach (var entry in group)
            {
                _builder.WithEndpoint(group.Length == 1 ? entry.Address.Scheme : entry.Name, endpoint => Configure(endpoint, entry));
            }
        }

        _builder.WithEnvironment(context =>
        {
            foreach (var endpoint in Exist ? _builder.Resource.GetListeningEndpoints().Where(endpoint => !isLeftOut(endpoint.EndpointAnnotation)) : [])
            {
                var annotation = endpoint.EndpointAnnotation;
                var host = _builder.ApplicationBuilder.ExecutionContext.IsRunMode && _hosts.TryGetValue(annotation, out var configured) ? configured : "*";
                context.EnvironmentVariables[$"Kestrel__Endpoints__{annotation.Name}__Url"]
                    = ReferenceExpression.Create($"{annotation.UriScheme}://{host}:{endpoint.Property(EndpointProperty.TargetPort)}");
            }
        });
    }

    public void AdjustTransport(EndpointAnnotation endpoint, string? protocols)
    {
        if (protocols is null ? _isHttp2ByDefault : protocols == "Http2")
        {
            endpoint.Transport = "http2";
        }
    }

    private void Configure(EndpointAnnotation endpoint, Entry entry)
    {
        if (_builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            endpoint.TargetPort = entry.Address.Port;
        }
        else
        {
            endpoint.Port = entry.Address.Port;
        }

        endpoint.UriScheme = entry.Address.Scheme;
        endpoint.TargetHost = ProjectEndpoints.NormalizeHost(entry.Address.Host);
        AdjustTransport(endpoint, entry.Protocols);
        _hosts[endpoint] = endpoint.TargetHost;
    }

    private static IConfiguration ReadConfiguration(IProjectMetadata metadata)
    {
        if (metadata.Configuration is { } configuration)
        {
            return configuration;
        }

        var folder = Path.GetDirectoryName(metadata.ProjectPath)!;
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        var settings = Path.Combine(folder, "appsettings");
        var namedSettings = Path.Combine(folder, $"{Path.GetFileName(folder)}.settings");
        return new ConfigurationBuilder()
            .AddJsonFile($"{settings}.json", optional: true)
            .AddJsonFile($"{settings}.{environment}.json", optional: true)
            .AddJsonFile($"{namedSettings}.json", optional: true)
            .AddJsonFile($"{namedSettings}.{environment}.json", optional: true)
            .Build();
    }

    private sealed record Entry(string Name, BindingAddress Address, string? Protocols);
}
