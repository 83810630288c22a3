namespace Aspire.Sidecar.Agent.Options;

/// <summary>Whose records they are: the main's, shipped by this sidecar.</summary>
internal static class ResourceAttributes
{
    private const string ServiceName = "service.name";
    private const string ServiceInstanceId = "service.instance.id";

    public static IReadOnlyList<KeyValuePair<string, string>> Of(AgentEnvironment environment)
    {
        var attributes = Given(environment);
        Set(attributes, ServiceName, environment.MainName ?? environment["OTEL_SERVICE_NAME"]);
        Set(attributes, ServiceInstanceId, environment["SIDECAR_MAIN_INSTANCE_ID"]);
        Set(attributes, "sidecar.name", environment["SIDECAR_NAME"]);
        Set(attributes, "sidecar.main", environment.MainName);
        attributes.TryAdd(ServiceName, "unknown_service");
        return [.. attributes];
    }

    /// <summary>The agent itself, for what it says about itself.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfAgent(AgentEnvironment environment)
    {
        var attributes = Given(environment);
        Set(attributes, ServiceName, environment["OTEL_SERVICE_NAME"]);
        attributes.TryAdd(ServiceName, "Aspire.Sidecar.Agent");
        return [.. attributes];
    }

    private static Dictionary<string, string> Given(AgentEnvironment environment)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in (environment["OTEL_RESOURCE_ATTRIBUTES"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (item.IndexOf('=', StringComparison.Ordinal) is var end and > 0)
            {
                attributes[Uri.UnescapeDataString(item[..end].Trim())] = Uri.UnescapeDataString(item[(end + 1)..].Trim());
            }
        }

        return attributes;
    }

    private static void Set(Dictionary<string, string> attributes, string name, string? value)
    {
        if (value is not null)
        {
            attributes[name] = value;
        }
    }
}
