using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting;

/// <summary>
/// Attaches the monitoring sidecar.
/// </summary>
public static class MonitoringSidecarResourceBuilderExtensions
{
    /// <summary>By it the sidecar finds the main's process, again after each restart.</summary>
    private const string ProcessVariable = "SIDECAR_PROCESS_ID";

    /// <summary>
    /// Attaches a sidecar that scrapes Prometheus and OpenMetrics endpoints of the main into OTLP metrics, reports what its process uses, and probes its endpoints. It needs no image.
    /// </summary>
    /// <typeparam name="T">The type of the main resource.</typeparam>
    /// <param name="builder">The main resource.</param>
    /// <param name="options">Sets the options.</param>
    /// <param name="name">The short name of the sidecar.</param>
    /// <param name="configure">Configures the sidecar.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">The name is reserved or taken in this pod, or the options have problems; all of them are told.</exception>
    /// <exception cref="DistributedApplicationException">The agent is missing from the output folder.</exception>
    /// <remarks>
    /// In run mode it runs as a process, and its metrics are on the main's page in the dashboard. The main's process is seen on Linux, that of a container only where the sidecar may
    /// see the processes of the engine; its limits and use are in the integration's own metrics.
    /// </remarks>
    /// <example>
    /// <code>
    /// builder.AddProject&lt;Projects.Catalog_Api&gt;("api")
    ///     .WithMonitoringSidecar(options => options.Scrape("http").Probe("http", "/health"));
    /// </code>
    /// </example>
    [AspireExport]
    public static IResourceBuilder<T> WithMonitoringSidecar<T>(
        this IResourceBuilder<T> builder,
        Action<MonitoringSidecarOptions>? options = null,
        [ResourceName] string name = "monitoring",
        Action<IResourceBuilder<MonitoringSidecarResource>>? configure = null)
        where T : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);

        MonitoringSidecarOptions chosen = new();
        options?.Invoke(chosen);
        var main = builder.Resource;
        string[] problems =
        [
            .. chosen.Problems(),
            .. chosen.Scrapes.Select(scrape => scrape.Endpoint).OfType<EndpointReference>().Where(endpoint => !builder.ApplicationBuilder.Resources.TryGetByName(endpoint.Resource.Name, out _))
                .Select(endpoint => $"Endpoint '{endpoint.EndpointName}' of '{endpoint.Resource.Name}' is not of the same application."),
        ];
        if (problems.Length > 0)
        {
            throw new ArgumentException(CallDiagnostics.Options(main.Name, name, problems), nameof(options));
        }

        var process = $"{main.Name}-{Guid.NewGuid():N}";
        builder.WithSidecar(name, (application, resourceName) =>
        {
            var sidecar = application.AddResource(new MonitoringSidecarResource(resourceName, AgentProgram.Dotnet, application.AppHostDirectory))
                .WithArgs(AgentProgram.Find(AppContext.BaseDirectory))
                .PublishAsAgentImage()
                .WithArgs("monitoring")
                .WithArgs(context => AddArguments(context.Args, main, chosen, context.ExecutionContext.IsRunMode ? process : null))
                .WithAnnotation(new MonitoredEndpointsAnnotation(chosen))
                .WithReceiver(main, isOtlpWanted: false);
            configure?.Invoke(sidecar);
            return sidecar;
        });
        if (chosen.ReportProcess)
        {
            builder.WithEnvironment(context => MarkProcess(main, process, context));
        }

        return builder;
    }

    // What outlives the application must have the same variables in the next run.
    private static void MarkProcess(IResource main, string process, EnvironmentCallbackContext context)
    {
        if (context.ExecutionContext.IsRunMode && !main.IsPersistent())
        {
            context.EnvironmentVariables[ProcessVariable] = process;
        }
    }

    private static void AddArguments(IList<object> arguments, IResource main, MonitoringSidecarOptions options, string? process)
    {
        MonitoringSidecarOptions defaults = new();
        AddEndpoints("scrape", options.Scrapes);
        AddEndpoints("probe", options.Probes);
        Add("interval", LoggingSidecarArguments.Time(options.Interval), LoggingSidecarArguments.Time(defaults.Interval));
        Add("timeout", LoggingSidecarArguments.Time(options.Timeout), LoggingSidecarArguments.Time(defaults.Timeout));
        Add("probe-interval", LoggingSidecarArguments.Time(options.ProbeInterval), LoggingSidecarArguments.Time(defaults.ProbeInterval));
        Add("max-series", options.MaxSeries.ToString(CultureInfo.InvariantCulture), defaults.MaxSeries.ToString(CultureInfo.InvariantCulture));
        Add("max-body-bytes", options.MaxBodyBytes.ToString(CultureInfo.InvariantCulture), defaults.MaxBodyBytes.ToString(CultureInfo.InvariantCulture));
        if (options.ReportProcess && process is not null)
        {
            arguments.Add($"--process-variable={ProcessVariable}={process}");
        }

        void Add(string option, string value, string usual)
        {
            if (value != usual)
            {
                arguments.Add($"--{option}={value}");
            }
        }

        void AddEndpoints(string option, List<(string? Name, EndpointReference? Endpoint, string Path)> endpoints)
        {
            foreach (var (endpointName, given, path) in endpoints)
            {
                // That the main has them is checked with the model.
                var endpoint = given ?? new EndpointReference((IResourceWithEndpoints)main, endpointName!);
                var suffix = endpoint.IsHttp || endpoint.IsHttps ? path : "";
                arguments.Add($"--{option}");
                arguments.Add(ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.Url)}{suffix}"));
            }
        }
    }
}
