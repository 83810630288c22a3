using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Testing;

/// <summary>A program that does what its arguments say: <c>wait</c>, <c>exit 3</c>, <c>env NAME</c>, <c>stubborn</c> …</summary>
public static class DummyProgram
{
    public static readonly string Location = Path.Combine(AppContext.BaseDirectory, "Dummy.dll");

    public static IResourceBuilder<ExecutableResource> AddDummy(this IDistributedApplicationBuilder builder, string name, params string[] steps) =>
        builder.AddExecutable(name, "dotnet", AppContext.BaseDirectory, [Location, .. steps]);
}
