namespace Aspire.Hosting.ApplicationModel;

internal sealed class SidecarStartOrderAnnotation(SidecarStartOrder order) : IResourceAnnotation
{
    public SidecarStartOrder Order { get; } = order;
}

internal sealed class SidecarRestartPolicyAnnotation(SidecarRestartPolicy policy) : IResourceAnnotation
{
    public SidecarRestartPolicy Policy { get; } = policy;
}

internal sealed class UnhealthyRestartAnnotation(TimeSpan after) : IResourceAnnotation
{
    public TimeSpan After { get; } = after;
}

internal sealed class EssentialSidecarAnnotation : IResourceAnnotation;

internal sealed class StopGracePeriodAnnotation(TimeSpan period) : IResourceAnnotation
{
    public TimeSpan Period { get; } = period;
}
