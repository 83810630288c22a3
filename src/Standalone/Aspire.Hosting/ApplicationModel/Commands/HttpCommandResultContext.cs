namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback that makes a result of a response works with.</summary>
public sealed class HttpCommandResultContext
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

    /// <summary>Gets the endpoint that was called.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>Gets the arguments of the command.</summary>
    public required InteractionInputCollection Arguments { get; init; }

    /// <summary>Gets the token that ends the command.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Gets the client that sent the request.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>Gets the response.</summary>
    public required HttpResponseMessage Response { get; init; }
}
