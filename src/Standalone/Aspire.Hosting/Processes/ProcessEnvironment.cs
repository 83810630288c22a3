namespace Aspire.Hosting.Processes;

/// <summary>Makes the environment of a resource from that of the AppHost.</summary>
internal static class ProcessEnvironment
{
    // These configure the AppHost itself. A resource that inherited them would listen on the AppHost's addresses.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE"];

    public static void Apply(IDictionary<string, string?> environment, IReadOnlyDictionary<string, string> variables)
    {
        foreach (var name in NotInherited)
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }
    }
}
