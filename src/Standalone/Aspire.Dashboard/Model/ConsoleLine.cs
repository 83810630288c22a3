namespace Aspire.Dashboard.Model;

/// <summary>A line that a resource has written.</summary>
/// <param name="Time">When it was written, when known.</param>
/// <param name="Text">The text, with the escape sequences of a terminal.</param>
/// <param name="IsError">Whether it went to the error output.</param>
public readonly record struct ConsoleLine(DateTimeOffset? Time, string Text, bool IsError);
