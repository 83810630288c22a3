namespace Faults.Pod;

/// <summary>
/// A member of the pod in which faults are made.
/// </summary>
/// <param name="Resource">The name of the resource.</param>
/// <param name="Kind">How it runs.</param>
internal sealed record Member(string Resource, MemberKind Kind)
{
    /// <summary>Whether it serves HTTP at an endpoint.</summary>
    public bool IsServer { get; init; }

    public bool IsMain => Kind == MemberKind.Main;

    public bool IsContainer => Kind != MemberKind.Process;

    public bool IsJoined => Kind is MemberKind.Joined or MemberKind.JoinedProcesses;

    public override string ToString() => Resource;
}
