using System.Collections.Immutable;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>A network of containers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subnets">Its subnets.</param>
internal sealed record NetworkState(string Id, ImmutableArray<NetworkSubnet> Subnets);
