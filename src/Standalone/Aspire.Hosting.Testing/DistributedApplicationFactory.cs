using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs the program of an AppHost in the test's process and gives access to its application.</summary>
/// <param name="entryPoint">A type of the AppHost.</param>
/// <param name="args">The command line of the program.</param>
public class DistributedApplicationFactory(Type entryPoint, string[] args) : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    private readonly Type _entryPoint = entryPoint ?? throw new ArgumentNullException(nameof(entryPoint));
    private readonly string[] _args = Checked(args);
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayStart = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Task? _program;
    private Task? _disposed;

    /// <summary>Creates a factory.</summary>
    /// <param name="entryPoint">A type of the AppHost.</param>
    public DistributedApplicationFactory(Type entryPoint)
        : this(entryPoint, [])
    {
    }

    /// <summary>Starts the application.</summary>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>Completes when it has started.</returns>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        EnsureProgramRuns();
        _mayStart.TrySetResult();
        await _started.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a client for an endpoint of a resource.</summary>
    /// <param name="resourceName">The name of the resource.</param>
    /// <param name="endpointName">The name of the endpoint; null for the https or http one.</param>
    /// <returns>The client.</returns>
    public HttpClient CreateHttpClient(string resourceName, string? endpointName = null)
        => StartedApplication().CreateHttpClient(resourceName, endpointName);

    /// <summary>Gets the connection string of a resource.</summary>
    /// <param name="resourceName">The name of the resource.</param>
    /// <returns>The connection string.</returns>
    public ValueTask<string?> GetConnectionString(string resourceName) => StartedApplication().GetConnectionStringAsync(resourceName);

    /// <summary>Gets the address of an endpoint of a resource.</summary>
    /// <param name="resourceName">The name of the resource.</param>
    /// <param name="endpointName">The name of the endpoint; null for the https or http one.</param>
    /// <returns>The address.</returns>
    public Uri GetEndpoint(string resourceName, string? endpointName = null) => StartedApplication().GetEndpoint(resourceName, endpointName);

    /// <summary>Stops the application and waits for the end of its program.</summary>
    public virtual void Dispose()
    {
        EnsureDisposedAsync().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the application and waits for the end of its program.</summary>
    /// <returns>Completes when it has ended.</returns>
    public virtual async ValueTask DisposeAsync()
    {
        await EnsureDisposedAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    internal Task<DistributedApplicationBuilder> ResolveBuilderAsync(CancellationToken cancellationToken)
    {
        EnsureProgramRuns();

        return _builder.Task.WaitAsync(cancellationToken);
    }

    internal Task<DistributedApplication> ResolveApplicationAsync(CancellationToken cancellationToken)
    {
        EnsureProgramRuns();

        return _application.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Called before the builder is created.</summary>
    /// <param name="applicationOptions">Its options.</param>
    /// <param name="hostOptions">The settings of its host.</param>
    protected virtual void OnBuilderCreating(DistributedApplicationOptions applicationOptions, HostApplicationBuilderSettings hostOptions)
    {
    }

    /// <summary>Called when the builder is created, before the program adds anything.</summary>
    /// <param name="applicationBuilder">The builder.</param>
    protected virtual void OnBuilderCreated(DistributedApplicationBuilder applicationBuilder)
    {
    }

    /// <summary>Called when the program has filled the builder, before the application is built.</summary>
    /// <param name="applicationBuilder">The builder.</param>
    protected virtual void OnBuilding(DistributedApplicationBuilder applicationBuilder)
    {
    }

    /// <summary>Called when the application is built.</summary>
    /// <param name="application">The application.</param>
    protected virtual void OnBuilt(DistributedApplication application)
    {
    }

    private static string[] Checked(string[] args)
    {
        TestArguments.Check(args);

        return args;
    }

    private DistributedApplication StartedApplication()
    {
        ObjectDisposedException.ThrowIf(_disposed is not null, this);

        return _started.Task.IsCompletedSuccessfully && _application.Task is { IsCompletedSuccessfully: true, Result: var application }
            ? application
            : throw new InvalidOperationException("The application has not been initialized.");
    }

    private void EnsureProgramRuns()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed is not null, this);
            _program ??= RunProgramAsync();
        }
    }

    private async Task RunProgramAsync()
    {
        AppHostInterception interception = new()
        {
            Constructing = (options, settings) => TestConfiguration.Apply(options, settings, _args, _entryPoint.Assembly, OnBuilderCreating),
            Constructed = OnBuilderCreated,
            Building = builder =>
            {
                _builder.TrySetResult(builder);
                OnBuilding(builder);
            },
            Built = application =>
            {
                application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => _started.TrySetResult());
                OnBuilt(application);
                _application.TrySetResult(application);

                // The program starts the application as soon as it has it; the test decides when that is.
                _mayStart.Task.GetAwaiter().GetResult();
            },
        };
        try
        {
            await AppHostProgram.RunAsync(_entryPoint.Assembly, _args, interception).ConfigureAwait(false);
            Fail(new InvalidOperationException(
                $"The program of '{_entryPoint.Assembly.GetName().Name}' has ended without building and starting a distributed application."));
        }
#pragma warning disable CA1031 // Whatever the program throws is what the test is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        _builder.TrySetException(exception);
        _application.TrySetException(exception);
        _started.TrySetException(exception);

        // Nobody may be waiting for these any more.
        _ = _builder.Task.Exception;
        _ = _application.Task.Exception;
        _ = _started.Task.Exception;
    }

    private Task EnsureDisposedAsync()
    {
        lock (_gate)
        {
            return _disposed ??= DisposeCoreAsync();
        }
    }

    private async Task DisposeCoreAsync()
    {
        if (_program is null)
        {
            return;
        }

        // A program that waits to be started never will be: its Build throws, and so it ends.
        _mayStart.TrySetCanceled();
        if (_application.Task is { IsCompletedSuccessfully: true, Result: var application })
        {
            application.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            await EndOfProgramAsync().ConfigureAwait(false);
            await application.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            await EndOfProgramAsync().ConfigureAwait(false);
        }
    }

    private async Task EndOfProgramAsync() =>
        await _program!.WaitAsync(ShutdownTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
