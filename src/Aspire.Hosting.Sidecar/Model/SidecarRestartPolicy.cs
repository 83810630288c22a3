using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Says when a sidecar that has ended is started again.
/// </summary>
/// <remarks>
/// Compose and Kubernetes have the same three policies. Between restarts there is a pause that doubles each time, up to a cap; a run
/// as long as the cap counts as recovered, and counting begins anew.
/// </remarks>
public sealed record SidecarRestartPolicy
{
    /// <summary>The default number of restarts of <see cref="OnFailure"/>: 5.</summary>
    public const int DefaultMaxRestarts = 5;

    /// <summary>By then any pause has come to its cap; without a bound no pause at all would come to 0 times infinity.</summary>
    private const int MaxDoublings = 64;

    private SidecarRestartPolicy(SidecarRestartMode mode, int? maxRestarts, TimeSpan backOff, TimeSpan maxBackOff)
    {
        Mode = mode;
        MaxRestarts = maxRestarts;
        BackOff = backOff;
        MaxBackOff = maxBackOff;
    }

    /// <summary>Gets the policy that never starts a sidecar again.</summary>
    public static SidecarRestartPolicy Never { get; } = new(SidecarRestartMode.Never, 0, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Gets the policy of a sidecar that says nothing: <see cref="OnFailure"/> with its defaults.</summary>
    public static SidecarRestartPolicy Default { get; } = OnFailure();

    /// <summary>Gets the most restarts in a row, or <see langword="null"/> for no limit.</summary>
    public int? MaxRestarts { get; }

    /// <summary>Gets the first pause.</summary>
    public TimeSpan BackOff { get; }

    /// <summary>Gets the cap of the pause, and the length of a run that counts as recovered.</summary>
    public TimeSpan MaxBackOff { get; }

    internal SidecarRestartMode Mode { get; }

    /// <summary>
    /// Makes a policy that starts a sidecar again when it ends with another exit code than 0, or cannot be started.
    /// </summary>
    /// <param name="maxRestarts">The most restarts in a row, 1 or more. The default is 5.</param>
    /// <param name="backOff">The first pause, from 0 to a day. The default is 1 s.</param>
    /// <param name="maxBackOff">The cap of the pause, from <paramref name="backOff"/> to a day. The default is 30 s, or the first pause if that is longer.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static SidecarRestartPolicy OnFailure(int maxRestarts = DefaultMaxRestarts, TimeSpan? backOff = null, TimeSpan? maxBackOff = null)
    {
        if (maxRestarts < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(maxRestarts), maxRestarts, CallDiagnostics.TooFewRestarts(maxRestarts));
        }

        return Create(SidecarRestartMode.OnFailure, maxRestarts, backOff, maxBackOff);
    }

    /// <summary>
    /// Makes a policy that starts a sidecar again whenever it ends, without limit.
    /// </summary>
    /// <param name="backOff">The first pause, from 0 to a day. The default is 1 s.</param>
    /// <param name="maxBackOff">The cap of the pause, from <paramref name="backOff"/> to a day. The default is 30 s, or the first pause if that is longer.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static SidecarRestartPolicy Always(TimeSpan? backOff = null, TimeSpan? maxBackOff = null)
        => Create(SidecarRestartMode.Always, maxRestarts: null, backOff, maxBackOff);

    /// <summary>
    /// Gets the pause before a restart.
    /// </summary>
    /// <param name="restarts">How many restarts in a row there were before.</param>
    internal TimeSpan DelayAfter(int restarts) =>
        TimeSpan.FromTicks((long)Math.Min(MaxBackOff.Ticks, BackOff.Ticks * Math.Pow(2, Math.Min(restarts, MaxDoublings))));

    private static SidecarRestartPolicy Create(SidecarRestartMode mode, int? maxRestarts, TimeSpan? backOff, TimeSpan? maxBackOff)
    {
        var first = backOff ?? TimeSpan.FromSeconds(1);
        Bounded.CheckAtLeast(first, TimeSpan.Zero, "The pause before a restart", nameof(backOff));
        var cap = maxBackOff ?? TimeSpan.FromTicks(Math.Max(first.Ticks, TimeSpan.FromSeconds(30).Ticks));
        Bounded.CheckAtLeast(cap, first, "The longest pause before a restart", nameof(maxBackOff));

        return new(mode, maxRestarts, first, cap);
    }
}
