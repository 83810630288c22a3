namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Names the target of an assembly: the class that implements <see cref="IPodTarget"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class PodTargetAttribute(Type target) : Attribute
{
    public Type Target { get; } = target;
}
