namespace Aspire.Hosting.Watchdog.Containers;

/// <summary>A kind of thing that a container engine keeps, and how it is listed, looked at and removed.</summary>
/// <param name="List">The command that prints ids.</param>
/// <param name="Inspect">The command that prints details.</param>
/// <param name="Id">Where the details have the id.</param>
/// <param name="Labels">Where the details have the labels.</param>
/// <param name="Remove">The command that removes.</param>
internal sealed record EngineObjectKind(string[] List, string[] Inspect, string Id, string Labels, string[] Remove)
{
    private const char Separator = '|';

    public static EngineObjectKind Container { get; } = new(
        ["ps", "--all", "--quiet", "--no-trunc"], ["container", "inspect"], ".Id", ".Config.Labels", ["rm", "--force", "--volumes"]);

    public static EngineObjectKind Network { get; } = new(
        ["network", "ls", "--quiet", "--no-trunc"], ["network", "inspect"], ".Name", ".Labels", ["network", "rm"]);

    public static EngineObjectKind Volume { get; } = new(
        ["volume", "ls", "--quiet"], ["volume", "inspect"], ".Name", ".Labels", ["volume", "rm"]);

    /// <summary>The format that <see cref="Parse"/> reads.</summary>
    public string Format => string.Join(
        Separator,
        $"{{{{{Id}}}}}",
        LabelOf(EngineLabels.Persistent),
        LabelOf(EngineLabels.CreatorProcessId),
        LabelOf(EngineLabels.CreatorProcessStartTime));

    public static EngineObject? Parse(string line)
        => line.Split(Separator) is [var id, var persistent, var processId, var startTime]
            ? new EngineObject(id, persistent == "true", persistent == "false", EngineCreator.Parse(processId, startTime))
            : null;

    private string LabelOf(string label) => $"{{{{index {Labels} \"{label}\"}}}}";
}
