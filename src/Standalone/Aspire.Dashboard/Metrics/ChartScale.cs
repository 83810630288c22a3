namespace Aspire.Dashboard.Metrics;

/// <summary>The values at the lines of a chart's grid: round ones, from at most the least value to at least the greatest.</summary>
internal static class ChartScale
{
    private const int Intervals = 4;

    public static IReadOnlyList<double> Ticks(double least, double greatest, bool isBinary)
    {
        // Without a measurement below it the axis starts at zero: half as high is half as much.
        var from = Math.Min(0, least);
        var to = greatest > from ? greatest : from + 1;
        var step = RoundUp((to - from) / Intervals, isBinary);
        var first = Math.Floor(from / step);
        var last = Math.Ceiling(to / step);

        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(index => (first + index) * step)];
    }

    private static double RoundUp(double step, bool isBinary)
    {
        var unit = isBinary ? Math.Pow(1024, Math.Max(0, Math.Floor(Math.Log(step, 1024)))) : 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(step / unit)));
        var digit = step / unit / power;
        double[] round = [1, 2, 2.5, 5, 10];

        return round.First(candidate => candidate >= digit - 1e-9) * power * unit;
    }
}
