using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using YamlDotNet.Serialization;

namespace Aspire.Hosting.Sidecar.Kubernetes.Tests.Charts;

/// <summary>
/// The objects of a chart whose templates are filled in as Helm does, for what is used of its language, and read strictly: an unknown field is an error.
/// </summary>
internal sealed partial class RenderedChart
{
    private readonly Dictionary<object, object> _values;

    private RenderedChart(Publication publication)
    {
        _values = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(publication["values.yaml"]);
        foreach (var (path, template) in publication.Files.Where(file => file.Key.StartsWith("templates/", StringComparison.Ordinal)))
        {
            var yaml = Render(template);
            Texts[path] = yaml;
            Objects.AddRange(KubernetesYaml.LoadAllFromString(yaml, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>());
        }
    }

    public List<IKubernetesObject<V1ObjectMeta>> Objects { get; } = [];

    public SortedDictionary<string, string> Texts { get; } = [];

    public IEnumerable<T> All<T>() => Objects.OfType<T>();

    public static RenderedChart Read(Publication publication) => new(publication);

    private string Render(string template)
    {
        var decided = Condition().Replace(template, match => string.Equals(Value(match.Groups["path"].Value), match.Groups["match"].Value, StringComparison.OrdinalIgnoreCase)
            ? match.Groups["then"].Value
            : match.Groups["else"].Value);
        return Expression().Replace(decided, match => Value(match.Groups["path"].Value));
    }

    private string Value(string path)
    {
        if (path is ".Chart.Name" or ".Release.Name")
        {
            return path == ".Chart.Name" ? "samples" : "test";
        }

        // A secret that is a part of a longer text is in no file of values: who installs the chart gives it.
        object? value = _values;
        foreach (var key in path.Split('.', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            value = (value as Dictionary<object, object>)?.GetValueOrDefault(key);
        }

        // As in a text in double quotes, where most of them stand.
        return ((string?)value ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{\{ if eq \((?<path>\S+) \| lower\) ""(?<match>[^""]*)"" \}\}(?<then>.*?)\{\{ else \}\}(?<else>.*?)\{\{ end \}\}")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\{\{ (?<path>\.[\w.]+)(?: \| (?:int|toString))* \}\}")]
    private static partial Regex Expression();
}
