using System.Text;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    private const string Foot =
        """

        Each option can be a variable as well: SIDECAR_AGENT_ and the name in capitals, such as SIDECAR_AGENT_LOG_LEVEL.
        The command line wins.
        Receiver: the OTEL_EXPORTER_OTLP_* variables of the OpenTelemetry specification (ENDPOINT, PROTOCOL, HEADERS,
        TIMEOUT, COMPRESSION, CERTIFICATE, CLIENT_CERTIFICATE, CLIENT_KEY, and their _LOGS_ and _METRICS_ forms); the
        protocols are 'http/protobuf' (default, as in the specification) and 'grpc'.
        Resource: service.name is SIDECAR_MAIN_NAME, else OTEL_SERVICE_NAME; service.instance.id is
        SIDECAR_MAIN_INSTANCE_ID; sidecar.name and sidecar.main are SIDECAR_NAME and SIDECAR_MAIN_NAME; the rest of
        OTEL_RESOURCE_ATTRIBUTES is kept.
        Times are written '250ms', '5s' or '1m'; sizes '65536', '64k' or '1m'.
        Exit codes: 0 stopped cleanly, 1 failed, 2 bad options.
        """;

    public static string Text(IEnumerable<(string Name, string Summary)> jobs)
    {
        var text = new StringBuilder("Usage: dotnet Aspire.Sidecar.Agent.dll <job> [options]").AppendLine().AppendLine();
        foreach (var (name, summary) in jobs)
        {
            text.AppendLine($"  {name}").AppendLine($"      {summary}");
        }

        return text.AppendLine().AppendLine("'<job> --help' lists the options of a job.").ToString();
    }

    public static string Text(string job, string summary, IReadOnlyList<OptionDefinition> options)
    {
        var text = new StringBuilder($"Usage: dotnet Aspire.Sidecar.Agent.dll {job} [options]").AppendLine().AppendLine().AppendLine(summary).AppendLine();
        foreach (var option in options)
        {
            text.AppendLine($"  --{option.Name} <{option.Value}>").AppendLine($"      {option.Meaning}");
        }

        return text.AppendLine(Foot).ToString();
    }
}
