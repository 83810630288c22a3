using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL that is shown for a resource.</summary>
[DebuggerDisplay("{Url,nq}")]
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The position of the URL; higher numbers come first.</summary>
    [Obsolete("DisplayOrder was incorrectly created as a field. It will be re-added as a property in a future Aspire version.")]
    public int? DisplayOrder;

    /// <summary>Gets or sets the URL, absolute or, for an endpoint, relative to its address.</summary>
    public required string Url { get; set; }

    /// <summary>Gets or sets the text; the URL itself when <see langword="null"/>.</summary>
    public string? DisplayText { get; set; }

    /// <summary>Gets the endpoint the URL belongs to.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>Gets or sets where the URL is shown.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; } = UrlDisplayLocation.SummaryAndDetails;

    internal ResourceUrlAnnotation ForEndpoint(EndpointReference endpoint)
    {
#pragma warning disable CS0618 // The obsolete field is part of what has to be copied.
        return new ResourceUrlAnnotation
        {
            Url = Url,
            DisplayText = DisplayText,
            DisplayLocation = DisplayLocation,
            DisplayOrder = DisplayOrder,
            Endpoint = endpoint,
        };
#pragma warning restore CS0618
    }
}
