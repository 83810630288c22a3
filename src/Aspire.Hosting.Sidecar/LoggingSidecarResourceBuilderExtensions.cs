using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Publishing;
using Microsoft.Extensions.DependencyInjection;

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
    /// <exception cref="ArgumentException">The name is reserved or taken in this pod, or the volume's name is malformed.</exception>
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
    public static IResourceBuilder<T> WithLoggingSidecar<T>(
        this IResourceBuilder<T> builder,
        string volume,
        Action<LoggingSidecarOptions>? options = null,
        [ResourceName] string name = "logging",
        Action<IResourceBuilder<LoggingSidecarResource>>? configure = null)
        where T : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(volume);

        LoggingSidecarOptions chosen = new();
        options?.Invoke(chosen);
        var main = builder.Resource;
        return builder.WithSidecar(name, (application, resourceName) =>
        {
            var sidecar = application.AddResource(new LoggingSidecarResource(resourceName, AgentProgram.Dotnet, application.AppHostDirectory))
                .WithArgs(AgentProgram.Find(AppContext.BaseDirectory))
                .PublishAsAgentImage()
                .WithArgs("logging")
                .WithArgs(Arguments(chosen))
                .WithEnvironment(context => DescribeInstance(main, context))
                .WithSharedVolume(volume, MountPath, new SharedVolumeOptions { EnvironmentVariable = "SIDECAR_AGENT_DIRECTORY" })
                .WithOtlpExporter();
            configure?.Invoke(sidecar);
            return sidecar;
        });
    }

    private static string[] Arguments(LoggingSidecarOptions options) =>
    [
        .. options.Files.Count > 0 ? (string[])["--files", string.Join(';', options.Files)] : [],
        .. options.Format != LogFileFormat.Auto ? (string[])["--format", options.Format.ToString().ToLowerInvariant()] : [],
        .. options.Exporter != LogExporter.Auto ? (string[])["--exporter", options.Exporter.ToString().ToLowerInvariant()] : [],
    ];

    /// <summary>
    /// The dashboard shows a record under the resource whose id is <c>{service.name}-{service.instance.id}</c>.
    /// </summary>
    private static void DescribeInstance(IResource main, EnvironmentCallbackContext context)
    {
        if (!context.ExecutionContext.IsRunMode)
        {
            return;
        }

        var notifications = context.ExecutionContext.Services.GetRequiredService<ResourceNotificationService>();
        if (notifications.TryGetCurrentState(main.Name, out var state)
            && state.ResourceId.StartsWith(main.Name + "-", StringComparison.OrdinalIgnoreCase))
        {
            context.EnvironmentVariables["SIDECAR_MAIN_INSTANCE_ID"] = state.ResourceId[(main.Name.Length + 1)..];
        }
    }
}
