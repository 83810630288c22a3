namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource waits for.</summary>
public enum WaitType
{
    /// <summary>Until the other resource runs, is healthy and ready.</summary>
    WaitUntilHealthy,

    /// <summary>Until the other resource has ended with the expected exit code.</summary>
    WaitForCompletion,

    /// <summary>Until the other resource runs.</summary>
    WaitUntilStarted,
}
