namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The names that loggers give to severities, and the numbers of OpenTelemetry for them.</summary>
internal static class SeverityWords
{
    private static readonly AsciiWords<Severity> Numbers = new(
        [.. new (Severity Number, string[] Words)[]
        {
            (Severity.Trace, ["trace", "trce", "trc", "verbose", "vrb", "finest", "finer", "silly"]),
            (Severity.Debug, ["debug", "dbug", "dbg", "fine", "config", "debug1", "debug2", "debug3", "debug4", "debug5"]),
            (Severity.Info, ["info", "inf", "information", "informational", "note"]),
            (Severity.Info2, ["notice"]),
            (Severity.Warn, ["warn", "wrn", "warning"]),
            (Severity.Error, ["error", "err", "eror", "fail", "severe", "failure"]),
            (Severity.Fatal, ["fatal", "ftl", "critical", "crit", "crt", "panic", "dpanic", "alert", "emerg", "emergency"]),
        }.SelectMany(group => group.Words, (group, word) => KeyValuePair.Create(word, group.Number))]);

    public static bool TryGet(ReadOnlySpan<byte> word, out Severity number) => Numbers.TryGet(word, out number);

    /// <summary>A level as the value of a field: a word, also with a distance from it as Go's slog writes it: <c>INFO+2</c>.</summary>
    public static bool TryGetField(ReadOnlySpan<byte> word, out Severity number)
    {
        if (TryGet(word, out number))
        {
            return true;
        }

        var sign = word.IndexOfAny((byte)'+', (byte)'-');
        if (sign <= 0 || !TryGet(word[..sign], out var from) || !System.Buffers.Text.Utf8Parser.TryParse(word[(sign + 1)..], out int distance, out var used) || used != word.Length - sign - 1 || distance is < 0 or > 24)
        {
            return false;
        }

        number = (Severity)Math.Clamp((int)from + (word[sign] == '-' ? -distance : distance), (int)Severity.Trace, (int)Severity.Fatal4);
        return true;
    }

    /// <summary>The letter with which klog and MongoDB write a severity.</summary>
    public static Severity OfLetter(byte letter) => letter switch
    {
        (byte)'D' => Severity.Debug,
        (byte)'I' => Severity.Info,
        (byte)'W' => Severity.Warn,
        (byte)'E' => Severity.Error,
        (byte)'F' => Severity.Fatal,
        _ => Severity.Unspecified,
    };

    /// <summary>Severities of syslog (RFC 5424, section 6.2.1), from 0, an emergency, to 7.</summary>
    public static Severity OfSyslog(int severity) => severity switch
    {
        <= 2 => Severity.Fatal,
        3 => Severity.Error,
        4 => Severity.Warn,
        5 => Severity.Info2,
        6 => Severity.Info,
        _ => Severity.Debug,
    };

    /// <summary>A level as a number: 10 to 60 as Bunyan and Pino count, 0 to 7 as syslog and GELF do.</summary>
    public static bool TryGet(long level, out Severity number)
    {
        number = level switch
        {
            10 => Severity.Trace,
            20 => Severity.Debug,
            30 => Severity.Info,
            40 => Severity.Warn,
            50 => Severity.Error,
            60 => Severity.Fatal,
            >= 0 and <= 7 => OfSyslog((int)level),
            _ => Severity.Unspecified,
        };
        return number != Severity.Unspecified;
    }
}
