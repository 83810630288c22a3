using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An environment variable of a resource.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="IsFromSpec">Whether the application sets it, as opposed to the machine.</param>
[DebuggerDisplay("{Name,nq}={Value,nq}")]
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);
