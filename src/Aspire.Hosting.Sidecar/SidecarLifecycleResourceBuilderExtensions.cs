using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar;

namespace Aspire.Hosting;

/// <summary>
/// Says when a sidecar starts, is started again and stops. Each is a setting of which the last call wins, before or after attaching.
/// </summary>
public static class SidecarLifecycleResourceBuilderExtensions
{
    /// <summary>
    /// Says when the sidecar starts, relative to its main.
    /// </summary>
    /// <typeparam name="T">The type of the sidecar.</typeparam>
    /// <param name="builder">The sidecar.</param>
    /// <param name="order">The order. Without a call it is <see cref="SidecarStartOrder.WithMain"/>.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of <see cref="SidecarStartOrder"/>.</exception>
    /// <remarks>
    /// In run mode the gates are ordinary waits, to be seen in the dashboard. In publish mode they become <c>depends_on</c> (Compose) and
    /// native sidecars (Kubernetes).
    /// </remarks>
    public static IResourceBuilder<T> WithStartOrder<T>(this IResourceBuilder<T> builder, SidecarStartOrder order)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Enum.IsDefined(order))
        {
            throw new ArgumentOutOfRangeException(nameof(order), order, "The start order must be WithMain, BeforeMain or AfterMain.");
        }

        return builder.WithAnnotation(new SidecarStartOrderAnnotation(order), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Says when the sidecar is started again after it has ended.
    /// </summary>
    /// <typeparam name="T">The type of the sidecar.</typeparam>
    /// <param name="builder">The sidecar.</param>
    /// <param name="policy">The policy. Without a call it is <see cref="SidecarRestartPolicy.Default"/>.</param>
    /// <returns>The builder it was called on.</returns>
    /// <remarks>
    /// A sidecar that was stopped by a command, or because its main stopped, has not failed and is not started again by its policy. The dashboard shows
    /// the number of restarts and the last exit code. In publish mode it becomes <c>restart</c> (Compose).
    /// </remarks>
    /// <example>
    /// <code>
    /// shipper.WithRestartPolicy(SidecarRestartPolicy.OnFailure(maxRestarts: 3, backOff: TimeSpan.FromSeconds(2)));
    /// </code>
    /// </example>
    public static IResourceBuilder<T> WithRestartPolicy<T>(this IResourceBuilder<T> builder, SidecarRestartPolicy policy)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(policy);

        return builder.WithAnnotation(new SidecarRestartPolicyAnnotation(policy), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Makes the main depend on the sidecar: when the sidecar fails for good, the main is stopped and marked failed.
    /// </summary>
    /// <typeparam name="T">The type of the sidecar.</typeparam>
    /// <param name="builder">The sidecar.</param>
    /// <returns>The builder it was called on.</returns>
    /// <remarks>Without it a failed sidecar leaves the main alone.</remarks>
    public static IResourceBuilder<T> AsEssential<T>(this IResourceBuilder<T> builder)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.WithAnnotation(new EssentialSidecarAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Says how long a member has to stop.
    /// </summary>
    /// <typeparam name="T">The type of the member.</typeparam>
    /// <param name="builder">A sidecar, or a main for the budget that it shares with its sidecars.</param>
    /// <param name="period">
    /// The time, more than 0. Without a call the pod has 8 s, its main and sidecars together, as a pod of Kubernetes has one grace period; a sidecar has what is
    /// left of it.
    /// </param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    /// <remarks>
    /// When the time is over, the next member is stopped and the host ends what is still running. In publish mode it becomes <c>stop_grace_period</c>
    /// (Compose) and <c>terminationGracePeriodSeconds</c> (Kubernetes).
    /// </remarks>
    public static IResourceBuilder<T> WithStopGracePeriod<T>(this IResourceBuilder<T> builder, TimeSpan period)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);

        SidecarServices.Add(builder.ApplicationBuilder);
        return builder.WithAnnotation(new StopGracePeriodAnnotation(period), ResourceAnnotationMutationBehavior.Replace);
    }
}
