namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// A port: a number, or a value of the chart, which is a number only when it stands alone.
/// </summary>
internal sealed record PortText(string InText, string Alone)
{
    public static PortText Number(string port) => new(port, port);

    public static PortText Parameter(string path) => new($"{{{{ {path} }}}}", $"{{{{ {path} | int }}}}");
}
