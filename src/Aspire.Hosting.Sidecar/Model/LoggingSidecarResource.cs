namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// The ready-made sidecar that ships the log files of its main.
/// </summary>
/// <param name="name">The resource name.</param>
/// <param name="command">The program that runs the agent.</param>
/// <param name="workingDirectory">The folder in which it runs.</param>
/// <remarks>Made by <c>WithLoggingSidecar</c>.</remarks>
public class LoggingSidecarResource(string name, string command, string workingDirectory) : ExecutableResource(name, command, workingDirectory);
