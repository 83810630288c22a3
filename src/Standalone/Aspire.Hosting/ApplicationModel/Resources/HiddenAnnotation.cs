namespace Aspire.Hosting.ApplicationModel;

/// <summary>Hides a resource in the dashboard.</summary>
/// <param name="behavior">When the resource is hidden.</param>
public sealed class HiddenAnnotation(HiddenBehavior behavior) : IResourceAnnotation
{
    /// <summary>Gets when the resource is hidden.</summary>
    public HiddenBehavior Behavior { get; } = behavior;

    /// <summary>Gets the exit codes that count as completion.</summary>
    /// <value>Only 0 unless set.</value>
    public IReadOnlyList<int> SuccessfulExitCodes { get; init; } = [0];
}
