using System.Reflection;

namespace Aspire.Hosting;

/// <summary>Options for building a distributed application.</summary>
public sealed class DistributedApplicationOptions
{
    private readonly Lazy<Assembly?> _assembly;
    private readonly Lazy<AppHostMetadata> _metadata;
    private string? _projectDirectory;
    private bool _hasProjectDirectory;

    /// <summary>Creates options with their defaults.</summary>
    public DistributedApplicationOptions()
    {
        _assembly = new(FindAssembly);
        _metadata = new(() => new AppHostMetadata(Assembly));
    }

    /// <summary>The command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>The name of the AppHost's assembly.</summary>
    /// <value>Default: that of the program.</value>
    public string? AssemblyName { get; set; }

    /// <summary>Whether the application runs without a dashboard, and so also without a receiver for telemetry.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>The name of the application in the dashboard.</summary>
    /// <value>Default: the name of the AppHost.</value>
    public string? DashboardApplicationName { get; set; }

    /// <summary>Whether telemetry and dashboard may be reached without TLS.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>Whether the logs of resources also go to the logging of the AppHost.</summary>
    public bool EnableResourceLogging { get; set; }

    /// <summary>A registry to take all container images from.</summary>
    public string? ContainerRegistryOverride { get; set; }

    /// <summary>The directory of the AppHost's project, to which paths in the model are relative.</summary>
    /// <value>Default: what the build has noted in the AppHost's assembly.</value>
    public string? ProjectDirectory
    {
        get => _hasProjectDirectory ? _projectDirectory : _metadata.Value.ProjectDirectory;
        set => (_projectDirectory, _hasProjectDirectory) = (value, true);
    }

    internal Assembly? Assembly => _assembly.Value;

    internal AppHostMetadata Metadata => _metadata.Value;

    private Assembly? FindAssembly()
    {
        if (string.IsNullOrEmpty(AssemblyName))
        {
            return Assembly.GetEntryAssembly();
        }

        try
        {
            return Assembly.Load(AssemblyName);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            throw new InvalidOperationException($"Failed to load AppHost assembly '{AssemblyName}' specified in {nameof(DistributedApplicationOptions)}.", exception);
        }
    }
}
