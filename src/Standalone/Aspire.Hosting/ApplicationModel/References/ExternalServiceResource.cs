using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A service that the application uses and does not run.</summary>
public sealed class ExternalServiceResource : Resource
{
    /// <summary>Initializes a service with a fixed address.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="uri">The address: absolute, without query and fragment.</param>
    public ExternalServiceResource(string name, Uri uri)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);

        Uri = FindProblem(uri) is { } problem ? throw new ArgumentException(problem, nameof(uri)) : uri;
    }

    /// <summary>Initializes a service whose address is a parameter.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="urlParameter">The parameter.</param>
    public ExternalServiceResource(string name, ParameterResource urlParameter)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);

        UrlParameter = urlParameter;
    }

    /// <summary>Gets the fixed address.</summary>
    public Uri? Uri { get; }

    /// <summary>Gets the parameter with the address.</summary>
    public ParameterResource? UrlParameter { get; }

    /// <summary>The address, or what is wrong with it.</summary>
    internal static (Uri? Uri, string? Problem) Parse(string? url)
    {
        if (!System.Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return (null, "The URL for the external service must be an absolute URI.");
        }

        return FindProblem(uri) is { } problem ? (null, problem) : (uri, null);
    }

    /// <summary>The address the service has now.</summary>
    internal async ValueTask<(Uri? Uri, string? Problem)> ResolveAsync(CancellationToken cancellationToken)
        => UrlParameter is null ? (Uri, null) : Parse(await UrlParameter.GetValueAsync(cancellationToken).ConfigureAwait(false));

    private static string? FindProblem(Uri uri) => uri switch
    {
        { IsAbsoluteUri: false } => "The URI for the external service must be absolute.",
        { Fragment.Length: > 0 } => "The URI cannot contain a fragment.",
        { Query.Length: > 0 } => "The URI cannot contain a query string.",
        _ => null,
    };
}
