namespace Testing;

/// <summary>
/// Something that happened to a container.
/// </summary>
/// <param name="What"><c>create</c>, <c>start</c>, <c>die</c> …</param>
/// <param name="Resource">Whose container it is, by its name.</param>
/// <param name="Creator">The orchestrator's mark, if it has one.</param>
/// <param name="Nanoseconds">When it was, since 1970.</param>
public readonly record struct EngineEvent(string What, string Resource, string? Creator, long Nanoseconds);
