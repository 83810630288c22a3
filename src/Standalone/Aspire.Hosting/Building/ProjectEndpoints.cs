using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

internal static class ProjectEndpoints
{
    /// <summary>The endpoints that the project is told to listen on by a variable of its web server.</summary>
    public static IEnumerable<EndpointReference> GetListeningEndpoints(this ProjectResource project)
        => project.GetEndpoints().Where(endpoint => IsListening(project, endpoint.EndpointAnnotation));

    /// <summary>Addresses in URLs of ASP.NET Core may name any host; only localhost has several spellings.</summary>
    public static string NormalizeHost(string host) => EndpointHostHelpers.IsLocalhost(host) ? KnownHostNames.Localhost : host;

    private static bool IsListening(ProjectResource project, EndpointAnnotation endpoint)
        => endpoint.UriScheme is "http" or "https"
            && endpoint.TargetPortEnvironmentVariable is null
            && project.Annotations.OfType<EndpointEnvironmentFilterAnnotation>().All(annotation => annotation.Filter(endpoint));
}
