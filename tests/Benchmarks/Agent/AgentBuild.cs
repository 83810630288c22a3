using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Benchmarks.Agent;

/// <summary>
/// One of the two forms in which the agent is delivered.
/// </summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Command">Starts it.</param>
internal sealed record AgentBuild(string Name, string[] Command)
{
    private const string Program = "Aspire.Sidecar.Agent";

    /// <summary>What run mode starts, as it is delivered beside an AppHost.</summary>
    public static readonly AgentBuild Dll = new("dll", ["dotnet", Path.Combine(AppContext.BaseDirectory, "sidecar-agent", Program + ".dll")]);

    /// <summary>What all files of it take, in megabytes.</summary>
    public double Megabytes => (Command is [var program] ? [new FileInfo(program)] : new FileInfo(Command[^1]).Directory!.EnumerateFiles("*", SearchOption.AllDirectories)).Sum(file => file.Length) / 1e6;

    /// <summary>Builds the native program, as far as that has not been done.</summary>
    /// <exception cref="InvalidOperationException">There is no native compiler or linker.</exception>
    public static async Task<AgentBuild> PublishNativeAsync()
    {
        var root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;
        var output = Path.Combine(root, "artifacts", "native-agent");
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine(root, "src", Program), "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true", "--output", output])
        {
            RedirectStandardOutput = true,
        })!;
        var text = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? new("native AOT", [Path.Combine(output, Program)]) : throw new InvalidOperationException($"The native agent cannot be built: {text}");
    }
}
