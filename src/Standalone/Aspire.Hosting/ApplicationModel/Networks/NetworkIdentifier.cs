namespace Aspire.Hosting.ApplicationModel;

/// <summary>Identifies a network from which an endpoint can be reached.</summary>
/// <param name="Value">The name of the network.</param>
public record NetworkIdentifier(string Value);
