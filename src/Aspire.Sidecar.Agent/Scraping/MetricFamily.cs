namespace Aspire.Sidecar.Agent.Scraping;

/// <summary>Samples that belong together.</summary>
internal sealed class MetricFamily(string name)
{
    private static readonly string[] OfHistogram = ["_bucket", "_sum", "_count", "_created"];
    private static readonly string[] OfGaugeHistogram = ["_bucket", "_gsum", "_gcount"];
    private static readonly string[] OfSummary = ["", "_sum", "_count", "_created"];
    private static readonly string[] OfCounter = ["_total", "", "_created"];
    private static readonly string[] OfInfo = ["_info", ""];
    private static readonly string[] Plain = [""];

    public string Name { get; } = name;

    public FamilyType Type { get; set; }

    public string Help { get; set; } = "";

    public string Unit { get; set; } = "";

    public List<Sample> Samples { get; } = [];

    /// <summary>What stands behind the family's name in the names of its samples.</summary>
    private string[] Suffixes => Type switch
    {
        FamilyType.Histogram => OfHistogram,
        FamilyType.GaugeHistogram => OfGaugeHistogram,
        FamilyType.Summary => OfSummary,
        FamilyType.Counter => OfCounter,
        FamilyType.Info => OfInfo,
        _ => Plain,
    };

    /// <summary>True when a sample of that name is one of this family.</summary>
    public bool Has(string sample)
    {
        if (!sample.StartsWith(Name, StringComparison.Ordinal))
        {
            return false;
        }

        var suffix = sample.AsSpan(Name.Length);
        foreach (var own in Suffixes)
        {
            if (suffix.SequenceEqual(own))
            {
                return true;
            }
        }

        return false;
    }
}
