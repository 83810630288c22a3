namespace Aspire.Dashboard.Metrics;

/// <summary>A point of a line of a chart.</summary>
/// <param name="Time">When it was measured.</param>
/// <param name="Value">What was measured.</param>
public readonly record struct ChartPoint(DateTimeOffset Time, double Value);
