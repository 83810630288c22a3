using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Processes;

/// <summary>The program that tests run as a resource. Its steps are explained in its source.</summary>
internal static class DummyProgram
{
    public static string Path { get; } = System.IO.Path.Combine(
        AppContext.BaseDirectory, "Aspire.Hosting.Tests.Dummy" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    public static IResourceBuilder<ExecutableResource> AddDummy(this IDistributedApplicationBuilder builder, string name, params string[] steps)
        => builder.AddExecutable(name, Path, AppContext.BaseDirectory, steps);
}
