namespace Aspire.Hosting.ApplicationModel;

internal sealed class NetworkSharingAnnotation(SidecarNetwork network) : IResourceAnnotation
{
    public SidecarNetwork Network { get; } = network;
}

internal sealed class ProcessSharingAnnotation : IResourceAnnotation;

internal sealed class IpcSharingAnnotation : IResourceAnnotation;
