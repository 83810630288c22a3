using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace Aspire.Hosting.StandIns;

/// <summary>
/// Puts texts that are values in double quotes, and leaves keys as they are. It knows where it is in a document, so that one document is written at a time.
/// </summary>
internal sealed class QuotedValues(IEventEmitter next, Func<string, bool> isPlain) : ChainedEventEmitter(next)
{
    /// <summary>Open mappings and sequences; a mapping says whether a key comes next.</summary>
    private readonly Stack<bool?> _open = new();

    public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
    {
        var isKey = _open.TryPeek(out var keyIsNext) && keyIsNext == true;
        Turn();
        if (!isKey && eventInfo.Source.Value is string text)
        {
            eventInfo.Style = isPlain(text) ? ScalarStyle.ForcePlain : ScalarStyle.DoubleQuoted;
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
