namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// The format of the lines in a log file.
/// </summary>
public enum LoggingSidecarFormat
{
    /// <summary>JSON where a line is an object, else text.</summary>
    Auto,

    /// <summary>One JSON object in a line.</summary>
    Json,

    /// <summary>Text; indented lines and stack traces belong to the line before them.</summary>
    Text,
}
