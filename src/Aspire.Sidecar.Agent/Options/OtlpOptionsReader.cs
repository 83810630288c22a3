using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>
/// Reads the variables of the OTLP exporter specification (opentelemetry.io/docs/specs/otel/protocol/exporter): the form for
/// a signal goes before the general one, and only a general endpoint gets the path of the signal.
/// </summary>
internal sealed class OtlpOptionsReader(AgentEnvironment environment, OtlpSignal signal)
{
    private const string General = "OTEL_EXPORTER_OTLP_";
    private const string Grpc = "grpc";
    private const string HttpProtobuf = "http/protobuf";

    private readonly string _ofSignal = $"{General}{signal.Variable}_";
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public static bool IsConfigured(AgentEnvironment environment, OtlpSignal signal) =>
        environment.TryGet(General + "ENDPOINT", out _) || environment.TryGet($"{General}{signal.Variable}_ENDPOINT", out _);

    public OtlpOptions Read()
    {
        var useGrpc = UsesGrpc();
        return new()
        {
            UseGrpc = useGrpc,
            Endpoint = Endpoint(useGrpc),
            Headers = Headers(useGrpc),
            Timeout = Timeout(),
            UseGzip = UsesGzip(),
            TrustedCertificates = TrustedCertificates(),
            ClientCertificate = ClientCertificate(),
        };
    }

    private bool UsesGrpc()
    {
        var (name, value) = Find("PROTOCOL");
        if (value is not (null or Grpc or HttpProtobuf))
        {
            _problems.Add($"'{name}' is '{value}': it can be '{Grpc}' or '{HttpProtobuf}'.");
        }

        return value == Grpc;
    }

    private Uri Endpoint(bool useGrpc)
    {
        var (name, value) = Find("ENDPOINT");
        value ??= useGrpc ? "http://localhost:4317" : "http://localhost:4318";
        if (!Uri.TryCreate(value, UriKind.Absolute, out var endpoint) || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
        {
            _problems.Add($"'{name}' is '{value}': it must be an absolute URL that begins with 'http://' or 'https://'.");
            return new("http://localhost");
        }

        return useGrpc || name.StartsWith(_ofSignal, StringComparison.Ordinal)
            ? endpoint
            : new(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + signal.Path + endpoint.Query);
    }

    private List<KeyValuePair<string, string>> Headers(bool useGrpc)
    {
        var (name, value) = Find("HEADERS");
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (place, item) in (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Index())
        {
            var end = item.IndexOf('=', StringComparison.Ordinal);
            var key = end < 0 ? item : item[..end].Trim();
            if (end <= 0 || key.Any(character => !char.IsAscii(character) || char.IsControl(character) || "()<>@,;:\\\"/[]?={} ".Contains(character)))
            {
                // The value may be a secret: only the place is told.
                _problems.Add($"'{name}' has an entry that is not 'name=value': entry {place + 1} must look like 'x-api-key=value', and entries are separated by ','.");
                continue;
            }

            headers.Add(new(useGrpc ? key.ToLowerInvariant() : key, Uri.UnescapeDataString(item[(end + 1)..].Trim())));
        }

        return headers;
    }

    private TimeSpan Timeout()
    {
        var (name, value) = Find("TIMEOUT");
        if (value is null)
        {
            return TimeSpan.FromSeconds(10);
        }

        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds == 0)
        {
            _problems.Add($"'{name}' is '{value}': it must be a whole number of milliseconds above 0.");
        }

        return TimeSpan.FromMilliseconds(Math.Max(1, milliseconds));
    }

    private bool UsesGzip()
    {
        var (name, value) = Find("COMPRESSION");
        if (value is not (null or "none" or "gzip"))
        {
            _problems.Add($"'{name}' is '{value}': it can be 'gzip' or 'none'.");
        }

        return value == "gzip";
    }

    private X509Certificate2Collection TrustedCertificates()
    {
        var certificates = new X509Certificate2Collection();
        if (Find("CERTIFICATE") is (var name, { } path))
        {
            Load(name, path, () => certificates.ImportFromPemFile(path));
        }

        return certificates;
    }

    private X509Certificate2? ClientCertificate()
    {
        X509Certificate2? certificate = null;
        if (Find("CLIENT_CERTIFICATE") is (var name, { } path))
        {
            Load(name, path, () => certificate = X509Certificate2.CreateFromPemFile(path, Find("CLIENT_KEY").Value));
        }

        return certificate;
    }

    private void Load(string name, string path, Action load)
    {
        try
        {
            load();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            _problems.Add($"'{name}' is '{path}': it must be a readable certificate in PEM form. {exception.Message}");
        }
    }

    private (string Name, string? Value) Find(string name) => environment.TryGet(_ofSignal + name, out var value)
        ? (_ofSignal + name, value.Trim())
        : (General + name, environment[General + name]?.Trim());
}
