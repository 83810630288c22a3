using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A probe by HTTP request.</summary>
[Experimental("ASPIREPROBES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public sealed class EndpointProbeAnnotation : ProbeAnnotation
{
    /// <summary>Gets the endpoint to call.</summary>
    public required EndpointReference EndpointReference { get; init; }

    /// <summary>Gets the path to call.</summary>
    public required string Path { get; init; }
}
