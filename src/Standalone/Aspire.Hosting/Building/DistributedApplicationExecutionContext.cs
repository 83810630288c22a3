namespace Aspire.Hosting;

/// <summary>Says what is done with an application.</summary>
public class DistributedApplicationExecutionContext
{
    private const string DefaultPublisherName = "manifest";

    private readonly DistributedApplicationExecutionContextOptions? _options;

    /// <summary>Initializes a context without services.</summary>
    /// <param name="operation">What is done.</param>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
        : this(operation, DefaultPublisherName)
    {
    }

    /// <summary>Initializes a context without services.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="publisherName">The publisher.</param>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation, string publisherName)
    {
        ArgumentNullException.ThrowIfNull(publisherName);

        Operation = operation;
        PublisherName = publisherName;
    }

    /// <summary>Initializes a context whose services may be set later.</summary>
    /// <param name="options">The options, which are read when services are asked for.</param>
    public DistributedApplicationExecutionContext(DistributedApplicationExecutionContextOptions options)
        : this((options ?? throw new ArgumentNullException(nameof(options))).Operation, options.PublisherName ?? DefaultPublisherName)
    {
        _options = options;
    }

    /// <summary>Gets what is done.</summary>
    public DistributedApplicationOperation Operation { get; }

    /// <summary>Gets or sets the publisher.</summary>
    public string PublisherName { get; set; }

    /// <summary>Gets whether the application is published.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>Gets whether the application is run.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Gets the services of the application.</summary>
    /// <exception cref="InvalidOperationException">The application has not been built yet, or the context was made without services.</exception>
    public IServiceProvider Services => _options is null
        ? throw new InvalidOperationException("IServiceProvider is not available because execution context was not constructed with DistributedApplicationExecutionContextOptions.")
        : _options.Services ?? throw new InvalidOperationException("IServiceProvider is not available because the container has not yet been built.");

    /// <summary>Gets the services of the application.</summary>
    [Obsolete("Use Services instead.")]
    public IServiceProvider ServiceProvider => Services;

    internal IServiceProvider? TryGetServices() => _options?.Services;
}
