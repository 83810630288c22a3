using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Builds a distributed application.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly DistributedApplicationOptions _options;
    private readonly HostApplicationBuilder _host;
    private readonly DistributedApplicationExecutionContextOptions _executionContextOptions;
    private readonly AppHostInterception? _interception = AppHostInterception.Current;

    /// <summary>Creates a builder.</summary>
    /// <param name="args">The command line.</param>
    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args ?? throw new ArgumentNullException(nameof(args)) })
    {
    }

    /// <summary>Creates a builder.</summary>
    /// <param name="options">Options.</param>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        _options = options;
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = new ConfigurationManager() };
        settings.Configuration.AddEnvironmentVariables(prefix: "ASPIRE_");
        _interception?.Constructing?.Invoke(options, settings);
        _host = new HostApplicationBuilder(settings);

        AppHostDirectory = options.ProjectDirectory ?? Environment.ContentRootPath;
        AppHostPath = Path.GetFullPath(Path.Join(AppHostDirectory, options.Metadata.ProjectName ?? Environment.ApplicationName));
        AppHostConfiguration.AddCommandLine(Configuration, options.Args);
        AppHostConfiguration.AddPaths(Configuration, options, Environment, AppHostDirectory, AppHostPath);
        _executionContextOptions = AppHostConfiguration.ReadExecutionContext(Configuration);
        ExecutionContext = new DistributedApplicationExecutionContext(_executionContextOptions);
        AppHostConfiguration.AddHashes(Configuration, AppHostPath, ExecutionContext.IsPublishMode);

        AppHostLogging.Configure(_host, options);
        AppHostServices.AddCore(Services, this, options);
        Eventing.Subscribe<BeforeStartEvent>(BuiltInHandlers.ApplyHttp2);
        if (ExecutionContext.IsRunMode)
        {
            AddRunning();
        }

        _interception?.Constructed?.Invoke(this);
    }

    /// <inheritdoc />
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc />
    public string AppHostDirectory { get; }

    /// <summary>The path of the AppHost: its directory with the name of its project.</summary>
    public string AppHostPath { get; }

    /// <inheritdoc />
    public Assembly? AppHostAssembly => _options.Assembly;

    /// <inheritdoc />
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc />
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc />
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    /// <inheritdoc />
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc />
    public IResourceCollection Resources { get; } = new ResourceCollection();

    // A program that a test runs, or one that is no AppHost, has no terminal of its own to write to.
    private bool IsInteractive => _interception is null && _options.Metadata.ProjectName is not null;

    /// <inheritdoc />
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);

        ValidateName(resource);
        Resources.Add(resource);

        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc />
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);

        return new ResourceBuilder<T>(this, resource);
    }

    /// <inheritdoc />
    public DistributedApplication Build()
    {
        _interception?.Building?.Invoke(this);
        foreach (var resource in Resources)
        {
            ValidateName(resource);
        }

        var application = new DistributedApplication(_host.Build());
        _executionContextOptions.Services = application.Services;
        _interception?.Built?.Invoke(application);

        return application;
    }

    private void AddRunning()
    {
        if (!_options.DisableDashboard)
        {
            AppHostConfiguration.AddSecrets(Configuration);
        }

        AppHostServices.AddRunning(Services, _options, IsInteractive);
        Eventing.Subscribe<BeforeStartEvent>(BuiltInHandlers.NameInstances);
    }

    private static void ValidateName(IResource resource)
        => ModelName.Validate(
            nameof(Resource),
            resource.Name,
            resource.TryGetLastAnnotation<NameValidationPolicyAnnotation>(out var policy) ? policy : NameValidationPolicyAnnotation.Default);
}
