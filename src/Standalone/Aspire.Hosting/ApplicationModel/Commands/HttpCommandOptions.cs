namespace Aspire.Hosting.ApplicationModel;

/// <summary>Optional settings of a command that sends an HTTP request.</summary>
public class HttpCommandOptions : CommandOptions
{
    /// <summary>Gets or sets the callback that selects the endpoint.</summary>
    public Func<EndpointReference>? EndpointSelector { get; set; }

    /// <summary>Gets or sets the name of the HTTP client.</summary>
    public string? HttpClientName { get; set; }

    /// <summary>Gets or sets the method of the request.</summary>
    /// <value>POST unless set.</value>
    public HttpMethod? Method { get; set; }

    /// <summary>Gets or sets the callback that completes the request before it is sent.</summary>
    public Func<HttpCommandRequestContext, Task>? PrepareRequest { get; set; }

    /// <summary>Gets or sets the callback that makes the result of the response.</summary>
    public Func<HttpCommandResultContext, Task<ExecuteCommandResult>>? GetCommandResult { get; set; }

    /// <summary>Gets or sets what becomes of the body of the response.</summary>
    public HttpCommandResultMode ResultMode { get; set; }
}
