namespace Aspire.Hosting.ApplicationModel;

internal sealed class SidecarOptOutAnnotation(string name) : IResourceAnnotation
{
    public string Name { get; } = name;
}
