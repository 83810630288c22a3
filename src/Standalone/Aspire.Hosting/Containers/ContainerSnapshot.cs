using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers.Engine;

namespace Aspire.Hosting.Containers;

/// <summary>Shows in the snapshot of a resource what its container is made from.</summary>
internal static class ContainerSnapshot
{
    public static CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot, IResource resource, ContainerSpec spec)
    {
        ImmutableArray<string> arguments = [.. spec.Arguments.Select(argument => argument.Value)];
        ImmutableArray<int> sensitivity = [.. spec.Arguments.Select(argument => argument.IsSensitive ? 1 : 0)];
        var isSensitive = sensitivity.Contains(1);

        return snapshot with
        {
            Properties = snapshot.Properties
                .SetProperty(SnapshotProperties.ContainerImage, spec.Image)
                .SetProperty(SnapshotProperties.ContainerCommand, spec.Entrypoint)
                .SetProperty(SnapshotProperties.ContainerArgs, arguments, isSensitive: true)
                .SetProperty(SnapshotProperties.ContainerPorts, spec.Ports.Select(port => port.TargetPort).ToImmutableArray())
                .SetProperty(SnapshotProperties.ContainerLifetime, resource.ContainerLifetime())
                .SetProperty(SnapshotProperties.AppArgs, arguments, isSensitive)
                .SetProperty(SnapshotProperties.AppArgsSensitivity, sensitivity, isSensitive),
            EnvironmentVariables = [.. spec.Environment.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true))],
            Volumes =
            [
                .. spec.Mounts.Select(mount => new VolumeSnapshot(
                    mount.Source, mount.Target, mount.Type == ContainerMountType.BindMount ? "bind" : "volume", mount.IsReadOnly)),
            ],
        };
    }
}
