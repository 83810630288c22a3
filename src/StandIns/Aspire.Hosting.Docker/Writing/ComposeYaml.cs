using Aspire.Hosting.Docker.Resources;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace Aspire.Hosting.Docker.Writing;

/// <summary>
/// The YAML of a Compose file: every text that is a value in double quotes, nothing that is empty.
/// </summary>
internal static class ComposeYaml
{
    public static string Write(ComposeFile file, string lineEndings) => new SerializerBuilder()
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .WithTypeConverter(new FileModeConverter())
        .WithEventEmitter(next => new QuotedValues(next))
        .WithNewLine(lineEndings)
        .WithIndentedSequences()
        .Build()
        .Serialize(file);

    private sealed class QuotedValues(IEventEmitter next) : ChainedEventEmitter(next)
    {
        /// <summary>Open mappings and sequences; a mapping says whether a key comes next.</summary>
        private readonly Stack<bool?> _open = new();

        public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
        {
            var isKey = _open.TryPeek(out var keyIsNext) && keyIsNext == true;
            Turn();
            if (!isKey && eventInfo.Source.Type == typeof(string))
            {
                eventInfo.Style = ScalarStyle.DoubleQuoted;
            }

            base.Emit(eventInfo, emitter);
        }

        public override void Emit(MappingStartEventInfo eventInfo, IEmitter emitter)
        {
            Turn();
            _open.Push(true);
            base.Emit(eventInfo, emitter);
        }

        public override void Emit(MappingEndEventInfo eventInfo, IEmitter emitter)
        {
            _open.Pop();
            base.Emit(eventInfo, emitter);
        }

        public override void Emit(SequenceStartEventInfo eventInfo, IEmitter emitter)
        {
            Turn();
            _open.Push(null);
            base.Emit(eventInfo, emitter);
        }

        public override void Emit(SequenceEndEventInfo eventInfo, IEmitter emitter)
        {
            _open.Pop();
            base.Emit(eventInfo, emitter);
        }

        private void Turn()
        {
            if (_open.TryPeek(out var keyIsNext) && keyIsNext is { } isKey)
            {
                _open.Pop();
                _open.Push(!isKey);
            }
        }
    }

    /// <summary>Permissions in octal digits, as in <c>0644</c>.</summary>
    private sealed class FileModeConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(UnixFileMode);

        public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer) => throw new NotSupportedException("Compose files are written only.");

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            emitter.Emit(new Scalar($"0{Convert.ToString((int)(UnixFileMode)value!, toBase: 8)}"));
    }
}
