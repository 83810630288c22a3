using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting;

/// <summary>
/// Says which namespaces a sidecar shares with its main.
/// </summary>
public static class NamespaceSharingResourceBuilderExtensions
{
    /// <summary>
    /// Says which network the sidecar is in. The last call wins.
    /// </summary>
    /// <typeparam name="T">The type of the sidecar.</typeparam>
    /// <param name="builder">The sidecar, attached or to be attached.</param>
    /// <param name="network">The network. Without a call it is <see cref="SidecarNetwork.Auto"/>.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of <see cref="SidecarNetwork"/>.</exception>
    /// <exception cref="ArgumentException">The application is built already.</exception>
    [AspireExport]
    public static IResourceBuilder<T> WithNetworkSharing<T>(this IResourceBuilder<T> builder, SidecarNetwork network)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        Bounded.CheckDefined(network, nameof(network));

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        return builder.WithAnnotation(new NetworkSharingAnnotation(network), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Puts the sidecar into the main's process (PID) namespace: each sees, and can signal, the processes of the other.
    /// </summary>
    /// <typeparam name="T">The type of the sidecar, a container with a container main.</typeparam>
    /// <param name="builder">The sidecar, attached or to be attached.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">The application is built already.</exception>
    /// <remarks>The engine ends the sidecar's processes when the main's first process ends.</remarks>
    [AspireExport]
    public static IResourceBuilder<T> WithSharedProcesses<T>(this IResourceBuilder<T> builder)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        return builder.WithAnnotation(new ProcessSharingAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>
    /// Puts the sidecar into the main's IPC namespace: System V IPC objects and POSIX message queues and shared memory are common.
    /// </summary>
    /// <typeparam name="T">The type of the sidecar, a container with a container main.</typeparam>
    /// <param name="builder">The sidecar, attached or to be attached.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">The application is built already.</exception>
    [AspireExport]
    public static IResourceBuilder<T> WithSharedIpc<T>(this IResourceBuilder<T> builder)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        return builder.WithAnnotation(new IpcSharingAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }
}
