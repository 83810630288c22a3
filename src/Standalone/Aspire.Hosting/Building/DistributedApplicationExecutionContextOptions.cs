namespace Aspire.Hosting;

/// <summary>What an execution context is made of.</summary>
public class DistributedApplicationExecutionContextOptions
{
    /// <summary>Initializes options.</summary>
    /// <param name="operation">What is done with the application.</param>
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation) => Operation = operation;

    /// <summary>Initializes options with a publisher.</summary>
    /// <param name="operation">What is done with the application.</param>
    /// <param name="publisherName">The publisher.</param>
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation, string publisherName)
        : this(operation)
    {
        ArgumentNullException.ThrowIfNull(publisherName);

        PublisherName = publisherName;
    }

    /// <summary>Gets what is done with the application.</summary>
    public DistributedApplicationOperation Operation { get; }

    /// <summary>Gets the publisher.</summary>
    public string? PublisherName { get; }

    /// <summary>Gets or sets the services of the application, once it is built.</summary>
    public IServiceProvider? Services { get; set; }

    /// <summary>Gets or sets the services of the application, once it is built.</summary>
    [Obsolete("Use Services instead.")]
    public IServiceProvider? ServiceProvider
    {
        get => Services;
        set => Services = value;
    }
}
