using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Gives a project the endpoints and variables that every project has.</summary>
internal sealed class ProjectDefaults(IResourceBuilder<ProjectResource> builder, ProjectResourceOptions options)
{
    private readonly ProjectKestrelEndpoints _kestrel = new(builder, options);
    private EndpointAnnotation? _defaultHttpsEndpoint;

    private bool IsRunMode => builder.ApplicationBuilder.ExecutionContext.IsRunMode;

    public void Apply()
    {
        AddTelemetry();
        if (IsRunMode)
        {
            builder.WithEnvironment("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "true");
            builder.WithEnvironment("LOGGING__CONSOLE__FORMATTERNAME", "simple");
        }
        else
        {
            TrustForwardedHeaders();
        }

        var profile = SelectLaunchProfile();
        _kestrel.Declare(endpoint => endpoint == _defaultHttpsEndpoint);
        if (IsRunMode)
        {
            new ProjectLaunchEndpoints(builder, _kestrel).Declare(profile);
        }
        else
        {
            DeclarePublishedEndpoints(profile);
        }
    }

    private void AddTelemetry()
    {
        builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (IsRunMode && builder.ApplicationBuilder.Environment.IsDevelopment())
        {
            builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        builder.WithOtlpExporter();
    }

    private void TrustForwardedHeaders() => builder.WithEnvironment(context =>
    {
        if (builder.Resource.GetEndpoints().Any() && !builder.Resource.HasAnnotationOfType<DisableForwardedHeadersAnnotation>())
        {
            context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        }
    });

    private NamedLaunchProfile? SelectLaunchProfile()
    {
        var configuration = builder.ApplicationBuilder.Configuration;
        if (options.ExcludeLaunchProfile)
        {
            builder.WithAnnotation(new ExcludeLaunchProfileAnnotation());
        }
        else if (!string.IsNullOrEmpty(options.LaunchProfileName))
        {
            builder.WithAnnotation(new LaunchProfileAnnotation(options.LaunchProfileName));
        }
        else if ((configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"]) is { Length: > 0 } preferred)
        {
            builder.WithAnnotation(new DefaultLaunchProfileAnnotation(preferred));
        }

        return builder.Resource.GetEffectiveLaunchProfile();
    }

    /// <summary>A published project listens on one port for both schemes, which the platform in front tells apart.</summary>
    private void DeclarePublishedEndpoints(NamedLaunchProfile? profile)
    {
        if (!_kestrel.Exist)
        {
            builder.WithEnvironment(context =>
            {
                SetPorts(context, "HTTP_PORTS", Uri.UriSchemeHttp);
                SetPorts(context, "HTTPS_PORTS", Uri.UriSchemeHttps);
            });
        }

        if (profile?.Profile.ApplicationUrl is null && !_kestrel.Exist)
        {
            return;
        }

        var http = GetOrDeclare(Uri.UriSchemeHttp);
        var https = GetOrDeclare(Uri.UriSchemeHttps);
        http.TargetPort = https.TargetPort = http.TargetPort ?? https.TargetPort;
    }

    private EndpointAnnotation GetOrDeclare(string scheme)
    {
        if (builder.Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.UriScheme == scheme || string.Equals(endpoint.Name, scheme, StringComparison.OrdinalIgnoreCase)) is { } existing)
        {
            return existing;
        }

        EndpointAnnotation? declared = null;
        builder.WithEndpoint(scheme, endpoint =>
        {
            endpoint.UriScheme = scheme;
            _kestrel.AdjustTransport(endpoint, protocols: null);
            declared = endpoint;
        });
        _defaultHttpsEndpoint = scheme == Uri.UriSchemeHttps ? declared : _defaultHttpsEndpoint;
        return declared!;
    }

    private void SetPorts(EnvironmentCallbackContext context, string variable, string scheme)
    {
        var ports = builder.Resource.GetListeningEndpoints()
            .Where(endpoint => endpoint.Scheme == scheme && endpoint.EndpointAnnotation != _defaultHttpsEndpoint)
            .Select(endpoint => endpoint.Property(EndpointProperty.TargetPort))
            .ToArray();
        if (ports.Length == 0)
        {
            return;
        }

        var expression = new ReferenceExpressionBuilder();
        foreach (var port in ports)
        {
            expression.AppendLiteral(expression.IsEmpty ? "" : ";");
            expression.AppendFormatted(port);
        }

        context.EnvironmentVariables.TryAdd(variable, expression.Build());
    }
}
