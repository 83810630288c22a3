namespace Aspire.Dashboard.Otlp;

/// <param name="Quantile">0 to 1: the least and the greatest measurement.</param>
/// <param name="Value">What that part of all measurements does not exceed.</param>
internal readonly record struct OtlpQuantile(double Quantile, double Value);
