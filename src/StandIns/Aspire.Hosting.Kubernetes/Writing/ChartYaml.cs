using System.Text.RegularExpressions;
using Aspire.Hosting.Kubernetes.Resources;
using Aspire.Hosting.StandIns;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Writing;

/// <summary>
/// The YAML of a chart: every text that is a value in double quotes, templates that yield a number without them, nothing that is empty.
/// </summary>
internal sealed partial class ChartYaml
{
    private readonly ISerializer _serializer = new SerializerBuilder()
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .WithTypeConverter(new NumberOrTextConverter())
        .WithEventEmitter(next => new QuotedValues(next, text => Unquoted().IsMatch(text)))
        .WithNewLine("\n")
        .WithIndentedSequences()
        .Build();

    public string Write(object value) => _serializer.Serialize(value);

    [GeneratedRegex(@"^\{\{\s*if\b|^\{\{[^{}]*\|\s*(int|int64|float64)\s*\}\}$")]
    private static partial Regex Unquoted();

    private sealed class NumberOrTextConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(Int32OrStringV1);

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer) => throw new NotSupportedException("Charts are written only.");

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer)
        {
            var port = (Int32OrStringV1)value!;
            serializer(port.Number is { } number ? number : port.Text ?? "");
        }
    }
}
