namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// The values of one resource, in the three sections that a chart has for it.
/// </summary>
internal sealed class ChartValues
{
    public const string ParametersSection = "parameters";
    public const string SecretsSection = "secrets";
    public const string ConfigSection = "config";

    public Dictionary<string, ChartValue> Parameters { get; } = [];

    public Dictionary<string, ChartValue> Config { get; } = [];

    public Dictionary<string, ChartValue> Secrets { get; } = [];

    /// <summary>Values that stand within other templates, and are no variables.</summary>
    public Dictionary<string, ChartValue> Hidden { get; } = [];

    /// <summary>A key as templates can write it.</summary>
    public static string Key(string name) => name.Replace('-', '_');

    public static string Path(string section, string resource, string key) => Key($".Values.{section}.{resource}.{key}");

    public static bool IsSecret(string text) => text.Contains("{{", StringComparison.Ordinal) && text.Contains($".Values.{SecretsSection}.", StringComparison.Ordinal);

    public static bool IsTemplate(string text) => text.Contains("{{", StringComparison.Ordinal) && text.Contains(".Values.", StringComparison.Ordinal);
}
