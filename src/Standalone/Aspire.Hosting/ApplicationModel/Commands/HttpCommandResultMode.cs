namespace Aspire.Hosting.ApplicationModel;

/// <summary>What becomes of the body of the response to an HTTP command.</summary>
public enum HttpCommandResultMode
{
    /// <summary>It is dropped.</summary>
    None,

    /// <summary>It is shown in the format of its content type.</summary>
    Auto,

    /// <summary>It is shown as JSON.</summary>
    Json,

    /// <summary>It is shown as text.</summary>
    Text,
}
