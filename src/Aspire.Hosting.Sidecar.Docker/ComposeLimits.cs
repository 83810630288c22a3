using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Docker;

/// <summary>
/// What containers may use, and what Compose cannot say of it and of restarts.
/// </summary>
internal static class ComposeLimits
{
    private static readonly string[] Units = ["b", "k", "m", "g"];

    public static void Set(IResource resource, Service service)
    {
        var limits = Of(resource);
        if (limits.Cpus is null && limits.Memory is null)
        {
            return;
        }

        service.Deploy ??= new();
        service.Deploy.Resources ??= new();
        service.Deploy.Resources.Limits ??= new ResourceSpec();
        service.Deploy.Resources.Limits.Cpus = limits.Cpus?.ToString(CultureInfo.InvariantCulture);
        service.Deploy.Resources.Limits.Memory = limits.Memory is { } memory ? Size(memory) : null;
    }

    public static void Check(IResource resource, PublishReport report)
    {
        if (Of(resource).Processes is not null)
        {
            report.Warn(PublishDiagnostics.NotExpressible(
                resource.Name, "the process limit", ComposeTarget.Name, "Add 'pids_limit' to the service in a compose.override.yaml beside the published file."));
        }
    }

    public static void Warn(PodPlan pod, PublishReport report)
    {
        if (pod.Main.Resource.GetReplicaCount() is > 1 and var replicas)
        {
            Report(pod.Main, string.Create(CultureInfo.InvariantCulture, $"the {replicas} replicas"), "The services of a pod are there once: publish it to Kubernetes, or write as many mains.");
        }

        foreach (var member in pod.Members)
        {
            if (member.IsEssential)
            {
                Report(member, "that the main is stopped when it fails (AsEssential)", "Watch it from outside, or make the main fail without it.");
            }

            if (member.IsExplicitStart)
            {
                Report(member, "the start by a command only", "Give the service a profile with PublishAsDockerComposeService: service.Profiles.Add(…).");
            }

            if (member.UnhealthyTime is not null)
            {
                Report(member, "the restart when it is unhealthy", "Run a service beside it that restarts unhealthy containers, or let the program end by itself.");
            }

            if (member.RestartPolicy.Mode != SidecarRestartMode.Never && HasOwnBackOff(member.RestartPolicy))
            {
                Report(member, "the back-off between restarts", "The engine has one of its own, from 0.1 s doubling to a minute.");
            }
        }

        void Report(PodMember member, string what, string remedy) => report.Warn(PublishDiagnostics.NotExpressible(member.Resource.Name, what, ComposeTarget.Name, remedy));
    }

    private static bool HasOwnBackOff(SidecarRestartPolicy policy) =>
        policy.BackOff != SidecarRestartPolicy.Default.BackOff || policy.MaxBackOff != SidecarRestartPolicy.Default.MaxBackOff;

    private static ResourceLimitsAnnotation Of(IResource resource) => resource.Annotations.OfType<ResourceLimitsAnnotation>().Last();

    /// <summary>Powers of 1,024: https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-byte-values.</summary>
    private static string Size(long bytes)
    {
        var unit = 0;
        for (; bytes % 1024 == 0 && unit < Units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes}{Units[unit]}");
    }
}
