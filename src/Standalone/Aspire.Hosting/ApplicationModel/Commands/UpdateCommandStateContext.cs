namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback that says whether a command can be given works with.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>Gets the snapshot of the resource.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    /// <summary>Gets the services of the application.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Gets the services of the application.</summary>
    [Obsolete("Use Services instead.")]
    public IServiceProvider ServiceProvider
    {
        get => Services;
        init => Services = value;
    }
}
