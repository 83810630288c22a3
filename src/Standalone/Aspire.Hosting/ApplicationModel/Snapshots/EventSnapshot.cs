namespace Aspire.Hosting.ApplicationModel;

/// <summary>An event that was raised, and the end of its handlers.</summary>
internal sealed record EventSnapshot(Task EventTask);
