namespace Aspire.Hosting.Sidecar.Planning;

internal enum PodMemberRole
{
    Main,
    Sidecar,
    InitContainer,
}
