using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

/// <summary>The dotnet host that this process itself runs on.</summary>
internal static class RunningHost
{
    /// <summary>The path of the dotnet program.</summary>
    public static string DotnetPath { get; } = Find();

    // {root}/shared/Microsoft.NETCore.App/{version}/ is where the runtime is. It is there also when this process was started by an
    // apphost or a test runner, and says more than PATH, where another installation may come first.
    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var fromRuntime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));

        return File.Exists(fromRuntime) ? fromRuntime : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? name;
    }
}
