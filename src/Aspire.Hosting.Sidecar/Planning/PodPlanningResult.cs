using System.Collections.Immutable;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// All pods of an application, and all that is wrong with them.
/// </summary>
internal sealed record PodPlanningResult(ImmutableArray<PodPlan> Pods, ImmutableArray<string> Errors, ImmutableArray<string> Warnings)
{
    /// <exception cref="DistributedApplicationException">There are errors; the message has all of them.</exception>
    public void ThrowIfInvalid()
    {
        if (Errors.Length > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, Errors));
        }
    }
}
