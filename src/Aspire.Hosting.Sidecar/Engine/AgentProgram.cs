using Aspire.Hosting.Sidecar.Diagnostics;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Finds the agent, which is delivered with the integration into the AppHost's output folder.
/// </summary>
internal static class AgentProgram
{
    private const string Folder = "sidecar-agent";
    private const string Assembly = "Aspire.Sidecar.Agent.dll";

    /// <summary>The <c>dotnet</c> that runs the AppHost, where it says so, else the one on the path.</summary>
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <exception cref="DistributedApplicationException">The agent is not there.</exception>
    public static string Find(string outputFolder)
    {
        var path = Path.Combine(outputFolder, Folder, Assembly);
        return File.Exists(path) ? path : throw new DistributedApplicationException(SidecarDiagnostics.AgentMissing(path));
    }
}
