namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>What a scrape brought.</summary>
internal sealed record ScrapeResult(IReadOnlyList<MetricFamily> Families, TimeSpan Duration)
{
    /// <summary>Why there is nothing; null when all went well.</summary>
    public string? Problem { get; init; }

    /// <summary>Samples beyond the limit.</summary>
    public int Skipped { get; init; }

    public int Samples => Families.Sum(family => family.Samples.Count);
}
