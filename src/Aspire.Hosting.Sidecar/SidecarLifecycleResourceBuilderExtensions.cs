using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar;
using Aspire.Hosting.Sidecar.Model;

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
    /// <exception cref="ArgumentException">The application is built already.</exception>
    /// <remarks>
    /// In run mode the gates are ordinary waits, to be seen in the dashboard. In publish mode they become <c>depends_on</c> (Compose) and
    /// native sidecars (Kubernetes).
    /// </remarks>
    [AspireExport]
    public static IResourceBuilder<T> WithStartOrder<T>(this IResourceBuilder<T> builder, SidecarStartOrder order)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        Bounded.CheckDefined(order, nameof(order));

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        return builder.WithAnnotation(new SidecarStartOrderAnnotation(order), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Says when the sidecar is started again after it has ended.
    /// </summary>
    /// <typeparam name="T">The type of the sidecar.</typeparam>
    /// <param name="builder">The sidecar.</param>
    /// <param name="policy">The policy. Without a call it is <see cref="SidecarRestartPolicy.Default"/>.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">The application is built already.</exception>
    /// <remarks>
    /// A sidecar that was stopped by a command, or because its main stopped, has not failed and is not started again by its policy. The dashboard shows
    /// the number of restarts and the last exit code. In publish mode it becomes <c>restart</c> (Compose).
    /// </remarks>
    /// <example>
    /// <code>
    /// shipper.WithRestartPolicy(SidecarRestartPolicy.OnFailure(maxRestarts: 3, backOff: TimeSpan.FromSeconds(2)));
    /// </code>
    /// </example>
    [AspireExportIgnore(Reason = "A policy is made by static methods of SidecarRestartPolicy, which other languages cannot call.")]
    public static IResourceBuilder<T> WithRestartPolicy<T>(this IResourceBuilder<T> builder, SidecarRestartPolicy policy)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(policy);

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        return builder.WithAnnotation(new SidecarRestartPolicyAnnotation(policy), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Restarts the sidecar when its health checks have failed for some time: what a liveness probe does in Kubernetes.
    /// </summary>
    /// <typeparam name="T">The type of the sidecar.</typeparam>
    /// <param name="builder">The sidecar. It must have a health check.</param>
    /// <param name="after">How long it may be unhealthy, more than 0 and at most a day.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or more than a day.</exception>
    /// <exception cref="ArgumentException">The application is built already.</exception>
    /// <remarks>Such a restart counts as a failure: the restart policy says how often and after which pause. Without a call a sidecar may be unhealthy for ever.</remarks>
    /// <example>
    /// <code>
    /// proxy.WithHttpHealthCheck("/ready").RestartWhenUnhealthy(TimeSpan.FromSeconds(30));
    /// </code>
    /// </example>
    [AspireExport]
    public static IResourceBuilder<T> RestartWhenUnhealthy<T>(this IResourceBuilder<T> builder, TimeSpan after)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        Bounded.CheckPositive(after, $"The time that '{builder.Resource.Name}' may be unhealthy", nameof(after));

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        return builder.WithAnnotation(new UnhealthyRestartAnnotation(after), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Makes the main depend on the sidecar: when the sidecar fails for good, the main is stopped and marked failed.
    /// </summary>
    /// <typeparam name="T">The type of the sidecar.</typeparam>
    /// <param name="builder">The sidecar.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">The application is built already.</exception>
    /// <remarks>Without it a failed sidecar leaves the main alone. A main that still waits for its init containers, or for sidecars that come before it, fails to start.</remarks>
    [AspireExport]
    public static IResourceBuilder<T> AsEssential<T>(this IResourceBuilder<T> builder)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        return builder.WithAnnotation(new EssentialSidecarAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Says how long a member has to stop.
    /// </summary>
    /// <typeparam name="T">The type of the member.</typeparam>
    /// <param name="builder">A main, whose time is the budget of its sidecars too, or a sidecar, which gets its own time whatever the budget.</param>
    /// <param name="period">
    /// The time, more than 0 and at most a day. Without a call a main has 8 s; its sidecars have as long as their main, all together, from when it is down.
    /// </param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or more than a day.</exception>
    /// <exception cref="ArgumentException">The application is built already.</exception>
    /// <remarks>
    /// A member is stopped with the stop signal of its image, and killed when its time is over. The main stops first, then side by side the sidecars that started
    /// with or after it, then those that started before it, in reverse. In publish mode it becomes <c>stop_grace_period</c> (Compose) and
    /// <c>terminationGracePeriodSeconds</c> (Kubernetes).
    /// </remarks>
    [AspireExport]
    public static IResourceBuilder<T> WithStopGracePeriod<T>(this IResourceBuilder<T> builder, TimeSpan period)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        Bounded.CheckPositive(period, $"The time to stop of '{builder.Resource.Name}'", nameof(period));

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        return builder.WithAnnotation(new StopGracePeriodAnnotation(period), ResourceAnnotationMutationBehavior.Replace);
    }
}
