using System.Collections.Immutable;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// What the coordinator knows of a pod. A value: <see cref="PodDecider"/> makes the next one.
/// </summary>
internal sealed record PodState(PodStage Stage, MemberPhase Main, ImmutableDictionary<string, MemberState> Members)
{
    /// <summary>Since when the main is in its phase.</summary>
    public DateTimeOffset MainSince { get; init; }

    /// <summary>Counts the settle timers, so that one that was overtaken is recognised.</summary>
    public int SettleTimer { get; init; }

    /// <summary>The life of the main's container whose namespaces members have joined, or <see langword="null"/> while unknown.</summary>
    public string? DonorIdentity { get; init; }

    /// <summary>The main has ended since members joined its namespaces: theirs are gone.</summary>
    public bool IsDonorLost { get; init; }

    /// <summary>A command is restarting the main.</summary>
    public bool IsMainRestarting { get; init; }

    public static PodState Initial(PodPlan pod) => new(
        PodStage.Up,
        MemberPhase.Unknown,
        pod.Members.ToImmutableDictionary(member => member.Resource.Name, _ => new MemberState()));

    public MemberState this[PodMember member] => Members[member.Resource.Name];

    public PodState With(PodMember member, MemberState state) => this with { Members = Members.SetItem(member.Resource.Name, state) };
}

/// <summary>
/// Where the pod as a whole is.
/// </summary>
internal enum PodStage
{
    /// <summary>The main runs, or is about to.</summary>
    Up,

    /// <summary>The main has ended; it may only be restarting.</summary>
    Settling,

    /// <summary>The sidecars of an ended main are being stopped.</summary>
    Stopping,

    /// <summary>Main and sidecars have ended.</summary>
    Down,

    /// <summary>The application is ending: nothing is started any more.</summary>
    ShuttingDown,
}
