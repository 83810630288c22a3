namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a resource that sends telemetry to the dashboard.</summary>
public class OtlpExporterAnnotation : IResourceAnnotation
{
    /// <summary>Gets the protocol the resource needs; any when <see langword="null"/>.</summary>
    public OtlpProtocol? RequiredProtocol { get; init; }
}
