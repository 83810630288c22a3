namespace Aspire.Hosting.ApplicationModel;

/// <summary>A build argument.</summary>
/// <param name="name">The name.</param>
/// <param name="value">The value.</param>
[Obsolete("Use DockerfileBuildAnnotation to define docker build arguments.")]
public sealed class DockerBuildArg(string name, object? value = null)
{
    /// <summary>Gets the name.</summary>
    public string Name { get; init; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>Gets the value.</summary>
    public object? Value { get; init; } = value;
}
