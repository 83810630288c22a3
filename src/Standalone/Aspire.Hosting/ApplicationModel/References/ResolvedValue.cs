namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value as a consumer gets it, and whether it has to be kept out of sight.</summary>
internal readonly record struct ResolvedValue(string? Value, bool IsSensitive);
