using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a resource a health check.</summary>
/// <param name="key">The name under which the check is registered in the services of the application.</param>
[DebuggerDisplay("Key = {Key}")]
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>Gets the name under which the check is registered.</summary>
    public string Key { get; } = key ?? throw new ArgumentNullException(nameof(key));
}
