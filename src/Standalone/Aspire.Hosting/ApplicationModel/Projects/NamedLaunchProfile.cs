namespace Aspire.Hosting.ApplicationModel;

internal sealed record NamedLaunchProfile(string Name, LaunchProfile Profile);
