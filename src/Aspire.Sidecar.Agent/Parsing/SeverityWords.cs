using System.Collections.Frozen;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The names that loggers give to severities, and the numbers of OpenTelemetry for them.</summary>
internal static class SeverityWords
{
    private static readonly FrozenDictionary<string, SeverityNumber> Numbers = new (SeverityNumber Number, string[] Words)[]
    {
        (SeverityNumber.Trace, ["trace", "trce", "trc", "verbose", "vrb", "finest", "finer", "silly"]),
        (SeverityNumber.Debug, ["debug", "dbug", "dbg", "fine", "config"]),
        (SeverityNumber.Info, ["info", "inf", "information", "informational"]),
        (SeverityNumber.Info2, ["notice"]),
        (SeverityNumber.Warn, ["warn", "wrn", "warning"]),
        (SeverityNumber.Error, ["error", "err", "eror", "fail", "severe", "failure"]),
        (SeverityNumber.Fatal, ["fatal", "ftl", "critical", "crit", "crt", "panic", "alert", "emerg", "emergency"]),
    }.SelectMany(group => group.Words, (group, word) => KeyValuePair.Create(word, group.Number)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, SeverityNumber>.AlternateLookup<ReadOnlySpan<char>> BySpan = Numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryGet(ReadOnlySpan<char> word, out SeverityNumber number) => BySpan.TryGetValue(word, out number);

    /// <summary>Severities of syslog (RFC 5424, section 6.2.1), from 0, an emergency, to 7.</summary>
    public static SeverityNumber OfSyslog(int severity) => severity switch
    {
        <= 2 => SeverityNumber.Fatal,
        3 => SeverityNumber.Error,
        4 => SeverityNumber.Warn,
        5 => SeverityNumber.Info2,
        6 => SeverityNumber.Info,
        _ => SeverityNumber.Debug,
    };

    /// <summary>A level as a number: 10 to 60 as Bunyan and Pino count, 0 to 7 as syslog does.</summary>
    public static bool TryGet(long level, out SeverityNumber number)
    {
        number = level switch
        {
            10 => SeverityNumber.Trace,
            20 => SeverityNumber.Debug,
            30 => SeverityNumber.Info,
            40 => SeverityNumber.Warn,
            50 => SeverityNumber.Error,
            60 => SeverityNumber.Fatal,
            >= 0 and <= 7 => OfSyslog((int)level),
            _ => SeverityNumber.Unspecified,
        };
        return number != SeverityNumber.Unspecified;
    }
}
