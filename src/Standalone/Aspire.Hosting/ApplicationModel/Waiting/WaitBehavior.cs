namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a waiting resource does when the other one cannot become ready.</summary>
public enum WaitBehavior
{
    /// <summary>It goes on waiting.</summary>
    WaitOnResourceUnavailable,

    /// <summary>It fails as well.</summary>
    StopOnResourceUnavailable,
}
