using Aspire.Hosting.Containers.Engine;
using Aspire.Hosting.Containers.Network;

namespace Aspire.Hosting.Containers;

/// <summary>What the containers of a run share once it is there.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Network">The network that they are on.</param>
/// <param name="Events">The news of the engine.</param>
/// <param name="Harvest">The removal of what earlier runs left behind.</param>
internal sealed record OpenContainerSession(IContainerEngine Engine, SessionNetwork Network, ContainerEvents Events, Task Harvest);
