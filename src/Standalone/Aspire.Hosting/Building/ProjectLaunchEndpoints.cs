using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting;

/// <summary>Turns a launch profile into endpoints and variables, and tells the project where to listen.</summary>
internal sealed class ProjectLaunchEndpoints(IResourceBuilder<ProjectResource> builder, ProjectKestrelEndpoints kestrel)
{
    public void Declare(NamedLaunchProfile? profile)
    {
        if (!kestrel.Exist)
        {
            builder.WithEnvironment(SetUrls);
        }

        if (profile is null)
        {
            return;
        }

        if (!kestrel.Exist)
        {
            DeclareEndpoints(profile.Profile.ApplicationUrl ?? "");
            ShowLaunchUrl(profile.Profile.LaunchUrl);
        }

        builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", profile.Name);
            foreach (var (name, value) in profile.Profile.EnvironmentVariables)
            {
                context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
            }
        });
    }

    private void DeclareEndpoints(string applicationUrl)
    {
        var count = new Dictionary<string, int>();
        foreach (var url in applicationUrl.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var address = BindingAddress.Parse(url);
            var number = count[address.Scheme] = count.GetValueOrDefault(address.Scheme) + 1;
            builder.WithEndpoint(number == 1 ? address.Scheme : $"{address.Scheme}{number}", endpoint =>
            {
                endpoint.Port = address.Port;
                endpoint.TargetHost = ProjectEndpoints.NormalizeHost(address.Host);
                endpoint.UriScheme = address.Scheme;
                endpoint.FromLaunchProfile = true;
                kestrel.AdjustTransport(endpoint, protocols: null);
            });
        }
    }

    private void ShowLaunchUrl(string? launchUrl)
    {
        if (!Uri.TryCreate(launchUrl, UriKind.RelativeOrAbsolute, out var launchUri))
        {
            return;
        }

        builder.WithUrls(context =>
        {
            foreach (var url in context.Urls.Where(url => url.Endpoint is { Exists: true, EndpointAnnotation.FromLaunchProfile: true }))
            {
                url.Url = launchUri.IsAbsoluteUri ? launchUrl : new Uri(new Uri(url.Url), launchUri).ToString();
            }
        });
    }

    private void SetUrls(EnvironmentCallbackContext context)
    {
        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in builder.Resource.GetListeningEndpoints())
        {
            urls.AppendLiteral(urls.IsEmpty ? "" : ";");
            urls.Append($"{endpoint.Property(EndpointProperty.Scheme)}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (urls.IsEmpty || !context.EnvironmentVariables.TryAdd("ASPNETCORE_URLS", urls.Build()))
        {
            return;
        }

        if (builder.Resource.GetListeningEndpoints().FirstOrDefault(endpoint => endpoint.Scheme == "https") is { } https)
        {
            context.EnvironmentVariables["ASPNETCORE_HTTPS_PORT"] = https.Property(EndpointProperty.Port);
        }
    }
}
