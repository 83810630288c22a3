namespace Aspire.Dashboard.Model;

/// <summary>What a resource has to do with another one.</summary>
/// <param name="ResourceName">The name of the other one.</param>
/// <param name="Type">Such as <c>WaitFor</c>, <c>Reference</c> or <c>Parent</c>.</param>
public sealed record ResourceRelationship(string ResourceName, string Type);
