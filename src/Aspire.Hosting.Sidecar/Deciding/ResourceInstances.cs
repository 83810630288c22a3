namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// Sums up the instances of a resource that has replicas: it is up as long as one of them is.
/// </summary>
internal sealed class ResourceInstances
{
    private static readonly MemberPhase[] Precedence =
    [
        MemberPhase.Running, MemberPhase.Starting, MemberPhase.Waiting, MemberPhase.Stopping,
        MemberPhase.FailedToStart, MemberPhase.Ended, MemberPhase.NotStarted, MemberPhase.Unknown,
    ];

    private readonly Dictionary<string, (MemberPhase Phase, int? ExitCode)> _instances = new(StringComparer.OrdinalIgnoreCase);

    public (MemberPhase Phase, int? ExitCode) Update(string instance, MemberPhase phase, int? exitCode)
    {
        _instances[instance] = (phase, exitCode);
        var sum = Precedence.First(candidate => _instances.Values.Any(known => known.Phase == candidate));
        var exitCodes = _instances.Values.Where(known => known.Phase == sum).Select(known => known.ExitCode).ToArray();
        return (sum, Array.Find(exitCodes, code => code is not 0) ?? exitCodes[0]);
    }
}
