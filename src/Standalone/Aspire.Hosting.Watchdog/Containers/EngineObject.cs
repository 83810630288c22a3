namespace Aspire.Hosting.Watchdog.Containers;

/// <summary>A container, network or volume with labels of an AppHost.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsPersistent">Whether it says that it outlives its creator.</param>
/// <param name="IsEphemeral">Whether it says that it does not.</param>
/// <param name="Creator">The process that made it.</param>
internal sealed record EngineObject(string Id, bool IsPersistent, bool IsEphemeral, EngineCreator? Creator);
