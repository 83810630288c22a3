using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A probe that a deployment platform runs against a resource.</summary>
[Experimental("ASPIREPROBES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public abstract class ProbeAnnotation : IResourceAnnotation
{
    /// <summary>Gets the question the probe asks.</summary>
    public required ProbeType Type { get; init; }

    /// <summary>Gets the seconds between the start of the container and the first probe.</summary>
    public int InitialDelaySeconds { get; init; }

    /// <summary>Gets the seconds between two probes.</summary>
    public int PeriodSeconds { get; init; }

    /// <summary>Gets or sets the seconds after which a probe has failed.</summary>
    public int TimeoutSeconds { get; set; }

    /// <summary>Gets how many probes in a row have to fail.</summary>
    public int FailureThreshold { get; init; }

    /// <summary>Gets how many probes in a row have to succeed.</summary>
    public int SuccessThreshold { get; init; }
}
