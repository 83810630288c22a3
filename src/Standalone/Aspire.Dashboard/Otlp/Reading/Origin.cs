using OpenTelemetry.Proto.Resource.V1;

namespace Aspire.Dashboard.Otlp.Reading;

/// <summary>Where telemetry comes from: the resource of a request, read once for all of its items.</summary>
internal sealed record Origin(string ServiceName, string? InstanceId, IReadOnlyDictionary<string, string> Attributes)
{
    // As the semantic conventions name a service that does not name itself.
    private const string Unknown = "unknown_service";

    public static Origin Of(Resource? resource, AttributeReader reader)
    {
        var attributes = reader.Read(resource?.Attributes ?? []);
        var name = attributes.GetValueOrDefault("service.name");
        return new(string.IsNullOrEmpty(name) ? Unknown : name, attributes.GetValueOrDefault("service.instance.id"), attributes);
    }
}
