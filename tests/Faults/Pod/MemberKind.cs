namespace Faults.Pod;

internal enum MemberKind
{
    /// <summary>The container whose network others join.</summary>
    Main,

    /// <summary>A container in the network of the main.</summary>
    Joined,

    /// <summary>A container in the network of the main that sees its processes too, and ends with them.</summary>
    JoinedProcesses,

    /// <summary>A container with a network of its own.</summary>
    Separate,

    /// <summary>A process of this machine.</summary>
    Process,
}
