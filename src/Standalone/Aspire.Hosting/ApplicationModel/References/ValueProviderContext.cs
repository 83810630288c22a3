namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says for whom a value is asked.</summary>
public class ValueProviderContext
{
    /// <summary>Gets the execution context of the application.</summary>
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>Gets the resource that consumes the value.</summary>
    public IResource? Caller { get; init; }

    /// <summary>Gets the network on which the value is consumed.</summary>
    /// <value><see langword="null"/> for the network of <see cref="Caller"/>.</value>
    public NetworkIdentifier? Network { get; init; }
}
