using System.Globalization;

namespace Benchmarks.Numbers;

/// <summary>
/// One line of the table of numbers.
/// </summary>
/// <param name="Number">Of the target, such as T1.</param>
/// <param name="What">What was measured, and how often.</param>
internal sealed record Row(string Number, string What)
{
    public string Median { get; private init; } = "";

    public string P95 { get; private init; } = "";

    /// <summary>The figure of the peer in the same run, with its name.</summary>
    public string Peer { get; private init; } = "";

    public string Ratio { get; private init; } = "";

    public string Target { get; private init; } = "";

    /// <summary><see langword="null"/> where nothing is promised.</summary>
    public bool? IsMet { get; private init; }

    /// <summary>A sample with no target of its own.</summary>
    public static Row Of(string number, string what, Sample own) =>
        new(number, string.Create(CultureInfo.InvariantCulture, $"{what} (n {own.Count})")) { Median = Text(own.Median, own.Unit), P95 = Text(own.P95, own.Unit) };

    /// <summary>A single figure that must not be above its limit.</summary>
    public static Row Of(string number, string what, double value, string unit, double limit) =>
        new(number, what) { Median = Text(value, unit), Target = $"≤ {Text(limit, unit)}", IsMet = value <= limit };

    /// <summary>Something that holds or does not.</summary>
    public static Row Of(string number, string what, string seen, string target, bool? isMet) => new(number, what) { Median = seen, Target = target, IsMet = isMet };

    /// <summary>Beside a peer, whose median counts.</summary>
    public Row Beside(string peer, Sample sample, double own) => this with
    {
        Peer = $"{peer} {Text(sample.Median, sample.Unit)}",
        Ratio = (own / sample.Median).ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>The ratio to the peer's median must not be above its limit.</summary>
    public static Row Ratios(string number, string what, Sample own, string peer, Sample peers, double limit) => Of(number, what, own).Beside(peer, peers, own.Median) with
    {
        Target = string.Create(CultureInfo.InvariantCulture, $"≤ {limit:0.0#} × {peer}"),
        IsMet = own.Median <= limit * peers.Median,
    };

    /// <summary>The median must not be above its limit, nor the greatest value above another.</summary>
    public static Row Limits(string number, string what, Sample own, double median, double? max = null) => Of(number, what, own) with
    {
        Target = $"≤ {Text(median, own.Unit)}{(max is { } most ? $", max ≤ {Text(most, own.Unit)} (was {Text(own.Max, own.Unit)})" : "")}",
        IsMet = own.Median <= median && !(own.Max > max),
    };

    public override string ToString() =>
        $"| {Number} | {What} | {Median} | {P95} | {Peer} | {Ratio} | {Target} | {(IsMet switch { true => "met", false => "**missed**", null => "" })} |";

    private static string Text(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value.ToString(Math.Abs(value) >= 100 ? "0" : "0.00#", CultureInfo.InvariantCulture)} {unit}");
}
