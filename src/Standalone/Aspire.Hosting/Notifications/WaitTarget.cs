namespace Aspire.Hosting.ApplicationModel;

/// <summary>One instance that a resource waits for, and what to say when waiting for it is of no use.</summary>
internal sealed record WaitTarget(IResource Resource, IResource Dependency, string ResourceId, string DisplayName, WaitLog Log)
{
    public DistributedApplicationException FailedToStart()
    {
        Log.DependencyFailedToStart(DisplayName);

        return new DistributedApplicationException(
            $"Resource '{Resource.Name}' stopped waiting for dependency resource '{DisplayName}' because it failed to start.");
    }

    public DistributedApplicationException EndedPrematurely(string state)
    {
        Log.DependencyEndedPrematurely(DisplayName, state);

        return new DistributedApplicationException(
            $"Resource '{Resource.Name}' stopped waiting for dependency resource '{DisplayName}' because it entered the '{state}' state prematurely.");
    }

    public DistributedApplicationException EndedWithExitCode(string state, int exitCode, int expected)
    {
        Log.DependencyEndedWithExitCode(DisplayName, state, exitCode, expected);

        return new DistributedApplicationException(
            $"Resource '{Resource.Name}' stopped waiting for dependency resource '{DisplayName}' because it entered the '{state}' state with exit code '{exitCode}', expected '{expected}'.");
    }
}
