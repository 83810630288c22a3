using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>The defaults of an application under test: no dashboard, no fixed ports, and the settings of the AppHost's launch profile.</summary>
internal static class TestConfiguration
{
    private static readonly string[] HostPrefixes = ["DOTNET_", "ASPNETCORE_"];

    public static void Apply(
        DistributedApplicationOptions options,
        HostApplicationBuilderSettings settings,
        string[] args,
        Assembly appHost,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        settings.Args = settings.Args is { } existing && !ReferenceEquals(existing, args) ? [.. existing, .. args] : args;
        settings.ApplicationName = appHost.GetName().Name;
        settings.Configuration ??= new ConfigurationManager();
        options.Args = settings.Args;
        options.AssemblyName = appHost.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;

        var given = Given(settings);
        SetDefault(settings, given, "DcpPublisher:RandomizePorts", "true");
        SetDefault(settings, given, "ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        var projectDirectory = new AppHostMetadata(appHost).ProjectDirectory;
        if (Directory.Exists(projectDirectory))
        {
            settings.ContentRootPath = projectDirectory;
        }

        configureBuilder(options, settings);
        ApplyLaunchProfile(settings, Given(settings), projectDirectory);
    }

    private static void ApplyLaunchProfile(HostApplicationBuilderSettings settings, ConfigurationManager given, string? projectDirectory)
    {
        if (LaunchProfileFile.Read(projectDirectory) is not { Profiles.Count: > 0 } launchSettings)
        {
            return;
        }

        var name = given["DOTNET_LAUNCH_PROFILE"] is { Length: > 0 } wanted ? wanted : launchSettings.Profiles.Keys.First();
        if (!launchSettings.Profiles.TryGetValue(name, out var profile))
        {
            throw new InvalidOperationException($"The configured launch profile, '{name}', was not found in the launch settings file.");
        }

        SetDefault(settings, given, "DOTNET_LAUNCH_PROFILE", name);
        foreach (var (key, value) in profile.EnvironmentVariables)
        {
            SetDefault(settings, given, key, value);
            foreach (var prefix in HostPrefixes.Where(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                // Read as environment variables these would lose their prefix.
                SetDefault(settings, given, key[prefix.Length..], value);
            }
        }
    }

    private static ConfigurationManager Given(HostApplicationBuilderSettings settings)
    {
        var given = new ConfigurationManager();
        given.AddCommandLine(settings.Args ?? []);
        if (settings.Configuration is { } configuration)
        {
            given.AddConfiguration(configuration);
        }

        return given;
    }

    private static void SetDefault(HostApplicationBuilderSettings settings, ConfigurationManager given, string key, string value)
    {
        if (given[key] is null)
        {
            settings.Configuration!.AddInMemoryCollection([new(key, value)]);
        }
    }
}
