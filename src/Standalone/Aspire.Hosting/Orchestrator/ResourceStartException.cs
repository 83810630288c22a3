using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestrator;

/// <summary>A resource cannot be started for a reason that its message explains, so that no stack trace is needed.</summary>
/// <param name="message">The reason and the remedy.</param>
/// <param name="innerException">What is behind it.</param>
internal sealed class ResourceStartException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The state that the resource gets.</summary>
    public string State { get; init; } = KnownResourceStates.FailedToStart;
}
