namespace Aspire.Dashboard.ConsoleLogs;

/// <param name="Text">A part of a line.</param>
/// <param name="Classes">The classes of the style sheet for it.</param>
/// <param name="Color">A colour that is none of the sixteen with a class.</param>
internal readonly record struct AnsiSegment(string Text, string Classes, string? Color);
