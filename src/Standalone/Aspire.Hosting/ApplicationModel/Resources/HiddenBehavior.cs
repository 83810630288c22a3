namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says when a resource is hidden.</summary>
public enum HiddenBehavior
{
    /// <summary>From the beginning.</summary>
    Always,

    /// <summary>Once it has ended with a successful exit code.</summary>
    OnCompletion,
}
