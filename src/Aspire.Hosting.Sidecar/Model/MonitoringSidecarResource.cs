namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// The ready-made sidecar that turns what its main says and uses into metrics.
/// </summary>
/// <param name="name">The resource name.</param>
/// <param name="command">The program that runs the agent.</param>
/// <param name="workingDirectory">The folder in which it runs.</param>
/// <remarks>Made by <c>WithMonitoringSidecar</c>.</remarks>
public class MonitoringSidecarResource(string name, string command, string workingDirectory) : ExecutableResource(name, command, workingDirectory);
