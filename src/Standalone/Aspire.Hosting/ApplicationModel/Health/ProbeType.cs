using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The question a probe asks.</summary>
[Experimental("ASPIREPROBES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public enum ProbeType
{
    /// <summary>Has the program started?</summary>
    Startup,

    /// <summary>Can it take requests?</summary>
    Readiness,

    /// <summary>Is it alive?</summary>
    Liveness,
}
