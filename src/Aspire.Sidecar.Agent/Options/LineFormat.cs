namespace Aspire.Sidecar.Agent.Options;

/// <summary>How lines are read.</summary>
internal enum LineFormat
{
    /// <summary>Lines that are JSON objects as JSON, every other line as text.</summary>
    Auto,

    /// <summary>Every line should be a JSON object; one that is not is shipped as it stands.</summary>
    Json,

    /// <summary>Every line is text, also when it looks like JSON.</summary>
    Text,
}
