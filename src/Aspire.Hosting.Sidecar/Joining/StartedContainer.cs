using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// A container that was started, what it was made from, and whose network it was to join: that of <see langword="null"/> is the host's.
/// </summary>
internal sealed record StartedContainer(ContainerSpec Spec, string Id, ContainerInspection? Donor);
