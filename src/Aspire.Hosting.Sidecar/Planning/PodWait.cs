using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// A wait that the pod adds to the model.
/// </summary>
internal sealed record PodWait(IResource Waiter, IResource Dependency, WaitType Type, int ExitCode = 0);
