namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line of the log of a resource.</summary>
/// <param name="LineNumber">The number of the line, from 1.</param>
/// <param name="Content">The text of the line, with its timestamp.</param>
/// <param name="IsErrorMessage">Whether it is an error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
