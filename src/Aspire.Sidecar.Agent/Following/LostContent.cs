namespace Aspire.Sidecar.Agent.Following;

/// <summary>What was read of a file that no longer holds it; a copy of it may lie beside.</summary>
/// <param name="Path">The path the file had.</param>
/// <param name="Origin">The origin its records carry.</param>
/// <param name="Mark">What was read.</param>
/// <param name="Predecessor">The file, when it was followed by this run.</param>
internal sealed record LostContent(string Path, FileOrigin Origin, ContentMark Mark, FollowedFile? Predecessor);
