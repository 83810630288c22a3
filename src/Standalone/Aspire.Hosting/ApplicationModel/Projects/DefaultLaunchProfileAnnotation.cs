using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names the launch profile of a project that is used if the project has it.</summary>
/// <param name="launchProfileName">The name of the profile.</param>
[DebuggerDisplay("{LaunchProfileName,nq}")]
public sealed class DefaultLaunchProfileAnnotation(string launchProfileName) : IResourceAnnotation
{
    /// <summary>Gets the name of the profile.</summary>
    public string LaunchProfileName { get; } = launchProfileName ?? throw new ArgumentNullException(nameof(launchProfileName));
}
