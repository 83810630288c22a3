using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Processes;

/// <summary>Shows in the snapshot of a resource what is started for it.</summary>
internal static class ProcessSnapshot
{
    public static CustomResourceSnapshot Describe(
        CustomResourceSnapshot snapshot,
        IResource resource,
        ProcessSpec spec,
        IReadOnlyList<(string Value, bool IsSensitive)> arguments)
    {
        ImmutableArray<string> values = [.. arguments.Select(argument => argument.Value)];
        ImmutableArray<int> sensitivity = [.. arguments.Select(argument => argument.IsSensitive ? 1 : 0)];
        var isSensitive = sensitivity.Contains(1);
        var properties = snapshot.Properties
            .SetProperty(SnapshotProperties.ExecutablePath, spec.FileName)
            .SetProperty(SnapshotProperties.ExecutableWorkDir, spec.WorkingDirectory)
            .SetProperty(SnapshotProperties.ExecutableArgs, spec.Arguments.ToImmutableArray(), isSensitive: true)
            .SetProperty(SnapshotProperties.AppArgs, values, isSensitive)
            .SetProperty(SnapshotProperties.AppArgsSensitivity, sensitivity, isSensitive);
        if (resource.Annotations.OfType<IProjectMetadata>().LastOrDefault() is { } project)
        {
            properties = properties.SetProperty(SnapshotProperties.ProjectPath, project.ProjectPath);
            properties = spec.Environment.TryGetValue("DOTNET_LAUNCH_PROFILE", out var launchProfile)
                ? properties.SetProperty(SnapshotProperties.ProjectLaunchProfile, launchProfile)
                : properties;
        }

        return snapshot with
        {
            Properties = properties,
            EnvironmentVariables =
            [
                .. spec.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal)
                    .Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true)),
            ],
        };
    }
}
