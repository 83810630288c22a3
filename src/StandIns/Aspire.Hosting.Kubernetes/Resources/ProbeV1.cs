using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// How to find out how a container is.
/// </summary>
public sealed class ProbeV1
{
    /// <summary>Gets or sets how many checks in a row must fail.</summary>
    [YamlMember(Alias = "failureThreshold")]
    public int? FailureThreshold { get; set; }

    /// <summary>Gets or sets how many must succeed.</summary>
    [YamlMember(Alias = "successThreshold")]
    public int? SuccessThreshold { get; set; }

    /// <summary>Gets or sets the seconds before the first.</summary>
    [YamlMember(Alias = "initialDelaySeconds")]
    public int? InitialDelaySeconds { get; set; }

    /// <summary>Gets or sets the seconds between two.</summary>
    [YamlMember(Alias = "periodSeconds")]
    public int? PeriodSeconds { get; set; }

    /// <summary>Gets or sets the seconds that one may take.</summary>
    [YamlMember(Alias = "timeoutSeconds")]
    public int? TimeoutSeconds { get; set; }

    /// <summary>Gets or sets the request.</summary>
    [YamlMember(Alias = "httpGet")]
    public HttpGetActionV1? HttpGet { get; set; }
}
