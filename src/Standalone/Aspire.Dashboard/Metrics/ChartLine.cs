namespace Aspire.Dashboard.Metrics;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Color">Its number in the palette.</param>
/// <param name="IsLimit">Whether it is a bound that another line should keep below.</param>
/// <param name="Points">Its points by time; one that is not a number is a gap.</param>
public sealed record ChartLine(string Name, int Color, bool IsLimit, IReadOnlyList<ChartPoint> Points);
