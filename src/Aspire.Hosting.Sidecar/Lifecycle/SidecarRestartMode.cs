namespace Aspire.Hosting.Sidecar.Lifecycle;

internal enum SidecarRestartMode
{
    Never,
    OnFailure,
    Always,
}
