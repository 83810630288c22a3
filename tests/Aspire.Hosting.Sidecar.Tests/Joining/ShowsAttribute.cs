namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// Names the annotations, events and commands of Aspire whose effect on a joined sidecar a test shows.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShowsAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}
