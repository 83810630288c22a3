using Aspire.Sidecar.Agent.Options;

namespace Aspire.Sidecar.Agent.Running;

internal static class Receiver
{
    /// <summary>The receiver of a signal; null for the console.</summary>
    public static OtlpOptions? Read(ExporterKind exporter, OtlpSignal signal, AgentEnvironment environment, List<string> problems)
    {
        if (exporter == ExporterKind.Console || (exporter == ExporterKind.Auto && !OtlpOptionsReader.IsConfigured(environment, signal)))
        {
            return null;
        }

        var reader = new OtlpOptionsReader(environment, signal);
        var options = reader.Read();
        problems.AddRange(reader.Problems);
        return options;
    }
}
