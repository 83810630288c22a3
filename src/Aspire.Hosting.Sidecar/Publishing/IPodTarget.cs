namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// How pods are published in one kind of environment. A package that has one names it with a <see cref="PodTargetAttribute"/>.
/// </summary>
internal interface IPodTarget
{
    /// <summary>
    /// Adds to the resources what makes their environment write pods, and reports what the environment cannot do.
    /// </summary>
    void Apply(PodPublication publication);
}
