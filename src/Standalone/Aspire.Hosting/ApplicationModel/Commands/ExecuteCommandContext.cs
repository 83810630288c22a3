using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback that executes a command works with.</summary>
public sealed class ExecuteCommandContext
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

    /// <summary>Gets the name of the instance the command is for.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Gets the token that ends the command.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Gets the logger of the resource.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Gets the arguments that the command declares, with the values that were given.</summary>
    public required InteractionInputCollection Arguments { get; init; }
}
