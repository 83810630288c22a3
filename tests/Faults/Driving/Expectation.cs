using System.Collections.Immutable;
using Faults.Pod;

namespace Faults.Driving;

/// <summary>
/// What must be true of the pod after a step.
/// </summary>
internal sealed record Expectation
{
    private static readonly (int Least, int Most) None = (0, 0);

    public bool IsMainUp { get; init; } = true;

    /// <summary>What the user has stopped, and not started since.</summary>
    public ImmutableHashSet<Member> Stopped { get; init; } = [];

    /// <summary>The engine gives a container that was disconnected other ports, which nobody knows of.</summary>
    public ImmutableHashSet<Member> WithoutPorts { get; init; } = [];

    public ImmutableHashSet<Member> Followed { get; init; } = [];

    /// <summary>How often each member may be started by this step.</summary>
    public ImmutableDictionary<Member, (int Least, int Most)> Starts { get; init; } = ImmutableDictionary<Member, (int Least, int Most)>.Empty;

    public bool IsUp(Member member) => member.IsMain ? IsMainUp : IsMainUp && !Stopped.Contains(member);

    public (int Least, int Most) StartsOf(Member member) => IsUp(member) ? Starts.GetValueOrDefault(member, None) : (0, Starts.GetValueOrDefault(member, None).Most);

    public Expectation WithStarts(Member member, int least, int most)
    {
        var known = Starts.GetValueOrDefault(member, None);
        return this with { Starts = Starts.SetItem(member, (Math.Max(known.Least, least), known.Most + most)), WithoutPorts = WithoutPorts.Remove(member) };
    }

    public Expectation WithoutLeastStarts() => this with { Starts = Starts.ToImmutableDictionary(member => member.Key, member => (0, member.Value.Most)) };

    /// <summary>Another step begins: from now on everything is to stay as it is.</summary>
    public Expectation AtRest() => this with { Starts = ImmutableDictionary<Member, (int Least, int Most)>.Empty };
}
