namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>An endpoint to scrape.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Timeout">How long an answer may take.</param>
/// <param name="MostBytes">How large an answer may be.</param>
/// <param name="MostSeries">How many series are taken; the rest is passed over.</param>
internal sealed record ScrapeTarget(Uri Url, TimeSpan Timeout, int MostBytes, int MostSeries);
