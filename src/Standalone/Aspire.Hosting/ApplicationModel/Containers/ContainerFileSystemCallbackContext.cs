namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback that makes files for a container works with.</summary>
public sealed class ContainerFileSystemCallbackContext
{
    /// <summary>Gets the services of the application.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Gets the services of the application.</summary>
    [Obsolete("Use Services instead.")]
    public IServiceProvider ServiceProvider
    {
        get => Services;
        init => Services = value;
    }

    /// <summary>Gets the resource.</summary>
    public required IResource Model { get; init; }
}
