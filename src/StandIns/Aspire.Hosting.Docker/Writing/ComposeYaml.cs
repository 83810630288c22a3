using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.StandIns;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Writing;

/// <summary>
/// The YAML of a Compose file: every text that is a value in double quotes, nothing that is empty.
/// </summary>
internal static class ComposeYaml
{
    public static string Write(ComposeFile file, string lineEndings) => new SerializerBuilder()
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .WithTypeConverter(new FileModeConverter())
        .WithEventEmitter(next => new QuotedValues(next, _ => false))
        .WithNewLine(lineEndings)
        .WithIndentedSequences()
        .Build()
        .Serialize(file);

    /// <summary>Permissions in octal digits, as in <c>0644</c>.</summary>
    private sealed class FileModeConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(UnixFileMode);

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer) => throw new NotSupportedException("Compose files are written only.");

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            emitter.Emit(new Scalar($"0{Convert.ToString((int)(UnixFileMode)value!, toBase: 8)}"));
    }
}
