namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells whether anybody follows a log.</summary>
/// <param name="Name">The name of the resource whose log it is.</param>
/// <param name="AnySubscribers">Whether anybody follows it.</param>
public readonly record struct LogSubscriber(string Name, bool AnySubscribers);
