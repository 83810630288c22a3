using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting;

/// <summary>
/// Attaches the logging sidecar.
/// </summary>
public static class LoggingSidecarResourceBuilderExtensions
{
    /// <summary>Where the volume would be in a container of the agent.</summary>
    private const string MountPath = "/var/log/main";

    /// <summary>
    /// Attaches a sidecar that follows the log files in a shared volume and sends their lines as OTLP log records of the main. It needs no image.
    /// </summary>
    /// <typeparam name="T">The type of the main resource.</typeparam>
    /// <param name="builder">The main resource.</param>
    /// <param name="volume">The shared volume into which the main writes its logs.</param>
    /// <param name="options">Sets the options.</param>
    /// <param name="name">The short name of the sidecar.</param>
    /// <param name="configure">Configures the sidecar.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">The name is reserved or taken in this pod, the volume's name is malformed, or the options have problems; all of them are told.</exception>
    /// <exception cref="DistributedApplicationException">The agent is missing from the output folder.</exception>
    /// <remarks>
    /// In run mode it runs as a process. Records carry the main's <c>service.name</c> and the attributes <c>sidecar.name</c> and <c>sidecar.main</c>. Files may
    /// be rotated by rename or truncation; the positions reached are kept on the volume, so that a restart loses no line.
    /// </remarks>
    /// <example>
    /// <code>
    /// builder.AddProject&lt;Projects.Catalog_Api&gt;("api")
    ///     .WithSharedVolume("logs", "/var/log/api")
    ///     .WithLoggingSidecar("logs");
    /// </code>
    /// </example>
    [AspireExport]
    public static IResourceBuilder<T> WithLoggingSidecar<T>(
        this IResourceBuilder<T> builder,
        string volume,
        Action<LoggingSidecarOptions>? options = null,
        [ResourceName] string name = "logging",
        Action<IResourceBuilder<LoggingSidecarResource>>? configure = null)
        where T : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(volume);

        LoggingSidecarOptions chosen = new();
        options?.Invoke(chosen);
        var main = builder.Resource;
        var problems = LoggingSidecarOptionsCheck.Problems(chosen);
        if (problems.Count > 0)
        {
            throw new ArgumentException(CallDiagnostics.Options(main.Name, name, problems), nameof(options));
        }

        return builder.WithSidecar(name, (application, resourceName) =>
        {
            var sidecar = application.AddResource(new LoggingSidecarResource(resourceName, AgentProgram.Dotnet, application.AppHostDirectory))
                .WithArgs(AgentProgram.Find(AppContext.BaseDirectory))
                .PublishAsAgentImage()
                .WithArgs("logging")
                .WithArgs([.. LoggingSidecarArguments.Of(chosen)])
                .WithSharedVolume(volume, MountPath, configure: mount => mount.EnvironmentVariable = "SIDECAR_AGENT_DIRECTORY")
                .WithReceiver(main, chosen.Exporter == LoggingSidecarExporter.Otlp);
            sidecar.WithArgs(context => AddArgumentsAsync(context, main, sidecar.Resource, volume, chosen));
            configure?.Invoke(sidecar);
            return sidecar;
        });
    }

    // What is known when it is started: the zone of the main, what becomes of the volume, and the time that it has to stop.
    private static async Task AddArgumentsAsync(CommandLineArgsCallbackContext context, IResource main, LoggingSidecarResource sidecar, string volume, LoggingSidecarOptions options)
    {
        var zone = options.TimeZone ?? await LoggingTimeZone.OfAsync(main, context.ExecutionContext, context.CancellationToken).ConfigureAwait(false);
        if (zone is not null)
        {
            context.Args.Add($"--time-zone={zone}");
        }

        if (!IsKept(main, volume, context.ExecutionContext.IsRunMode))
        {
            context.Args.Add("--ephemeral=on");
        }

        if (sidecar.TryGetLastAnnotation<StopGracePeriodAnnotation>(out var grace))
        {
            // It needs a little of it to write its positions and to end.
            var drain = grace.Period > TimeSpan.FromSeconds(2) ? grace.Period - TimeSpan.FromSeconds(1) : grace.Period / 2;
            context.Args.Add($"--drain-timeout={LoggingSidecarArguments.Time(drain)}");
        }
    }

    /// <summary>Any member may have said so, and one that outlives the application keeps what it mounts.</summary>
    private static bool IsKept(IResource main, string volume, bool isRunMode) => main.GetPodMembers().Select(member => member.Resource).Prepend(main)
        .Any(member => member.Annotations.OfType<SharedVolumeAnnotation>().Any(mount => string.Equals(mount.Name, volume, StringComparison.OrdinalIgnoreCase)
            && (mount.Lifetime == SharedVolumeLifetime.Persistent || (isRunMode && member.IsPersistent()))));
}
