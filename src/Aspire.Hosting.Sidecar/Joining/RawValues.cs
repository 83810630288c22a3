namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// What the callbacks of a resource gave: arguments and variables as they are before anything is resolved.
/// </summary>
internal sealed record RawValues(IReadOnlyList<object> Arguments, IReadOnlyDictionary<string, object> Variables);
