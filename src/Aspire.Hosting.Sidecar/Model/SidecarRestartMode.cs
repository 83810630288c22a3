namespace Aspire.Hosting.Sidecar.Model;

internal enum SidecarRestartMode
{
    Never,
    OnFailure,
    Always,
}
