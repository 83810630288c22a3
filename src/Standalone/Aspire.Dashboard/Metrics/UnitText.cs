using System.Globalization;

namespace Aspire.Dashboard.Metrics;

/// <summary>Writes values with their unit, which is a UCUM code.</summary>
internal static class UnitText
{
    private static readonly string[] Binary = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Value(double value, string unit) => unit switch
    {
        "By" => Bytes(value),
        "s" => Seconds(value),
        "ms" => Seconds(value / 1000),
        "1" or "" => Number(value),
        "%" => $"{Number(value)} %",
        _ => $"{Number(value)} {Name(unit)}",
    };

    /// <summary>The unit in words: annotations in braces are words already.</summary>
    public static string Name(string unit) => unit switch
    {
        "By" => "bytes",
        "s" => "seconds",
        "ms" => "milliseconds",
        "1" => "",
        _ => unit.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal),
    };

    public static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e9 => (value / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + " G",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        >= 1e4 => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + " k",
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        >= 1e-4 => value.ToString("0.####", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##e0", CultureInfo.InvariantCulture),
    };

    private static string Bytes(double value)
    {
        var power = value == 0 ? 0 : Math.Clamp((int)Math.Floor(Math.Log(Math.Abs(value), 1024)), 0, Binary.Length - 1);

        return $"{(value / Math.Pow(1024, power)).ToString("0.#", CultureInfo.InvariantCulture)} {Binary[power]}";
    }

    private static string Seconds(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture) + " s",
        >= 1e-3 => (value * 1e3).ToString("0.##", CultureInfo.InvariantCulture) + " ms",
        _ => (value * 1e6).ToString("0.#", CultureInfo.InvariantCulture) + " µs",
    };
}
