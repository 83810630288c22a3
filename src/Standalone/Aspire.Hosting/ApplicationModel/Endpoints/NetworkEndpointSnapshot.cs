using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address of an endpoint on one network, which may not be known yet.</summary>
/// <param name="Snapshot">The address.</param>
/// <param name="NetworkID">The network.</param>
[DebuggerDisplay("{NetworkID.Value,nq}, IsValueSet = {Snapshot.IsValueSet}")]
public record NetworkEndpointSnapshot(ValueSnapshot<AllocatedEndpoint> Snapshot, NetworkIdentifier NetworkID);
