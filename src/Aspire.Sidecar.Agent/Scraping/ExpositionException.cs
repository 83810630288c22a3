namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>What was scraped is not of the format that it should be of.</summary>
internal sealed class ExpositionException(int line, string problem) : Exception($"line {line}: {problem}");
