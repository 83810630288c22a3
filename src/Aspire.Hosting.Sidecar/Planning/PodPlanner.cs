using System.Collections.Frozen;
using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// Turns the application model into pods. Pure: it reads annotations, and returns every problem instead of throwing at the first.
/// </summary>
internal sealed class PodPlanner
{
    private readonly PodPlanningContext _context;
    private readonly FrozenSet<string> _names;
    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];

    private PodPlanner(PodPlanningContext context, IEnumerable<string> names)
    {
        _context = context;
        _names = names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    public static PodPlanningResult Plan(IEnumerable<IResource> resources, PodPlanningContext context)
    {
        var all = resources.ToImmutableArray();
        var planner = new PodPlanner(context, all.Select(resource => resource.Name));
        var pods = all.Where(IsMain).Select(planner.PlanPod).ToImmutableArray();

        planner.CheckLooseSettings(all);
        planner._errors.AddRange(WaitCycles.Find(all, pods));
        return new(pods, [.. planner._errors], [.. planner._warnings]);
    }

    /// <summary>Whether the plan depends on what the engine can do; to ask it takes time.</summary>
    public static bool AsksForHostNetwork(IResource resource) => Last<NetworkSharingAnnotation>(resource)?.Network == SidecarNetwork.Shared;

    private static bool IsMain(IResource resource) => resource.GetPodMembers().Any();

    /// <summary>Those that are still in the model: what was removed from it is in no pod. By name, because what is published as a container is replaced by another resource.</summary>
    private IEnumerable<SidecarAnnotation> Attached(IResource main) => main.GetPodMembers().Where(member => _names.Contains(member.Resource.Name));

    private PodPlan PlanPod(IResource resource)
    {
        var main = PlanMember(resource, resource.Name, PodMemberRole.Main) with
        {
            Network = _context.IsContainer(resource) ? PodNetwork.Pod : PodNetwork.Host,
        };
        ImmutableArray<PodMember> members = [.. Attached(resource).Select(member => PlanAttached(main, member))];
        var pod = new PodPlan(main, members) { Volumes = SharedVolumePlanner.Plan(main, members, _errors) };
        CheckPorts(pod);
        MemberChecks.Check(pod, _errors);
        VariableCollisions.Check(pod, _errors);
        _warnings.AddRange(pod.Volumes
            .Where(volume => volume.Lifetime == SharedVolumeLifetime.Ephemeral && volume.Mounts.Length > 1 && volume.Mounts.All(mount => mount.IsReadOnly && mount.Member.IsContainer))
            .Select(volume => ModelDiagnostics.NothingWritten(pod.Main.Name, volume.Name)));
        CheckRunMode(pod);
        return pod with { Waits = PodWaitPlanner.Plan(pod) };
    }

    private PodMember PlanMember(IResource resource, string name, PodMemberRole role) => new(resource, name, role, _context.IsContainer(resource))
    {
        StopGracePeriod = Last<StopGracePeriodAnnotation>(resource)?.Period,
        IsExplicitStart = Last<ExplicitStartupAnnotation>(resource) is not null,
        IsPersistent = _context.IsRunMode && resource.IsPersistent(),
    };

    private PodMember PlanAttached(PodMember main, SidecarAnnotation attached)
    {
        var resource = attached.Resource;
        var member = PlanMember(resource, attached.Name, attached.IsInitContainer ? PodMemberRole.InitContainer : PodMemberRole.Sidecar) with
        {
            StartOrder = Last<SidecarStartOrderAnnotation>(resource)?.Order ?? SidecarStartOrder.WithMain,
            IsEssential = Last<EssentialSidecarAnnotation>(resource) is not null,
            UnhealthyTime = Last<UnhealthyRestartAnnotation>(resource)?.After,
            SharesProcesses = Last<ProcessSharingAnnotation>(resource) is not null,
            SharesIpc = Last<IpcSharingAnnotation>(resource) is not null,
        };
        return CheckNamespaces(main, member) with
        {
            Network = PlanNetwork(main, member),
            RestartPolicy = PlanRestartPolicy(main, member),
        };
    }

    private SidecarRestartPolicy PlanRestartPolicy(PodMember main, PodMember member)
    {
        var policy = Last<SidecarRestartPolicyAnnotation>(member.Resource)?.Policy;
        if (member.Role == PodMemberRole.Sidecar)
        {
            return policy ?? SidecarRestartPolicy.Default;
        }

        if (policy is not null)
        {
            _errors.Add(SidecarDiagnostics.InitWithRestartPolicy(main.Name, member.Resource.Name));
        }

        return SidecarRestartPolicy.Never;
    }

    private PodNetwork PlanNetwork(PodMember main, PodMember member)
    {
        var wanted = Last<NetworkSharingAnnotation>(member.Resource)?.Network ?? SidecarNetwork.Auto;
        if (wanted == SidecarNetwork.Shared)
        {
            CheckShared(main, member);
        }

        return (member.IsContainer, wanted) switch
        {
            (false, _) => PodNetwork.Host,
            (_, SidecarNetwork.Separate) => PodNetwork.Separate,
            (_, SidecarNetwork.Auto) when member.GatesMain || !main.IsContainer => PodNetwork.Separate,
            _ => main.Network,
        };
    }

    private void CheckShared(PodMember main, PodMember member)
    {
        if (main.IsContainer && member.GatesMain)
        {
            _errors.Add(SidecarDiagnostics.SharedBeforeMain(main.Name, member.Resource.Name));
        }
        else if (main.IsContainer && !member.IsContainer)
        {
            _errors.Add(SidecarDiagnostics.ProcessInContainerNetwork(main.Name, member.Resource.Name));
        }
        else if (!main.IsContainer && member.IsContainer && !_context.EngineHasHostNetwork)
        {
            _errors.Add(SidecarDiagnostics.HostNetworkNeedsLinux(main.Name, member.Resource.Name));
        }
    }

    private PodMember CheckNamespaces(PodMember main, PodMember member)
    {
        if (main.IsContainer && member.IsContainer)
        {
            return member.GatesMain ? WithoutNamespaces(main, member) : member;
        }

        if (member.SharesProcesses)
        {
            _errors.Add(SidecarDiagnostics.SharedNamespaceNeedsContainers(main.Name, member.Resource.Name, "process"));
        }

        if (member.SharesIpc)
        {
            _errors.Add(SidecarDiagnostics.SharedNamespaceNeedsContainers(main.Name, member.Resource.Name, "IPC"));
        }

        return member with { SharesProcesses = false, SharesIpc = false };
    }

    private PodMember WithoutNamespaces(PodMember main, PodMember member)
    {
        if (member.SharesProcesses)
        {
            _errors.Add(SidecarDiagnostics.NamespaceBeforeMain(main.Name, member.Resource.Name, "WithSharedProcesses"));
        }

        if (member.SharesIpc)
        {
            _errors.Add(SidecarDiagnostics.NamespaceBeforeMain(main.Name, member.Resource.Name, "WithSharedIpc"));
        }

        return member with { SharesProcesses = false, SharesIpc = false };
    }

    private void CheckPorts(PodPlan pod)
    {
        foreach (var network in new[] { PodNetwork.Host, PodNetwork.Pod })
        {
            var listeners = pod.Members.Prepend(pod.Main)
                .Where(member => member.Network == network && member.Role != PodMemberRole.InitContainer)
                .SelectMany(member => ListeningPorts(member).Select(port => (Port: port, Member: member.Resource.Name)));
            foreach (var port in listeners.GroupBy(listener => listener.Port))
            {
                var names = port.Select(listener => listener.Member).Distinct().ToArray();
                foreach (var name in names.Skip(1))
                {
                    _errors.Add(SidecarDiagnostics.PortCollision(pod.Main.Name, port.Key.Port, names[0], name));
                }
            }
        }
    }

    /// <summary>
    /// The ports that are fixed: a container listens on the target port, a process too, or on the public port when there is no proxy.
    /// </summary>
    private static IEnumerable<(int Port, System.Net.Sockets.ProtocolType Protocol)> ListeningPorts(PodMember member) =>
        from endpoint in member.Resource.Annotations.OfType<EndpointAnnotation>()
        let port = endpoint.TargetPort ?? (member.IsContainer || !endpoint.IsProxied ? endpoint.Port : null)
        where port is not null
        select (port.Value, endpoint.Protocol);

    private void CheckReplicas(PodPlan pod)
    {
        if (pod.Main.Resource.GetReplicaCount() is > 1 and var replicas && pod.Sidecars.FirstOrDefault(sidecar => sidecar.Network == PodNetwork.Pod) is { } sharer)
        {
            _warnings.Add(SidecarDiagnostics.ReplicasWithSharedNetwork(pod.Main.Name, replicas, sharer.Resource.Name));
        }
    }

    private void CheckRunMode(PodPlan pod)
    {
        if (!_context.IsRunMode)
        {
            return;
        }

        CheckReplicas(pod);
        JoinChecks.Check(pod, _errors);
        _warnings.AddRange(pod.Volumes.Where(volume => volume.IsHostFolder && volume.Medium == SharedVolumeMedium.Memory)
            .Select(volume => SidecarDiagnostics.MemoryVolumeOnDisk(pod.Main.Name, volume.Name)));
        _warnings.AddRange(pod.Volumes.Where(volume => volume.SizeLimit is not null && (volume.IsHostFolder || volume.Medium == SharedVolumeMedium.Disk))
            .Select(volume => SidecarDiagnostics.SizeLimitOnDisk(pod.Main.Name, volume.Name)));
    }

    /// <summary>
    /// Settings that would silently do nothing: of resources that are in no pod, of no injection, of processes.
    /// </summary>
    private void CheckLooseSettings(ImmutableArray<IResource> resources)
    {
        foreach (var resource in resources)
        {
            var main = Last<SidecarMainAnnotation>(resource)?.Main;
            var isMember = main is not null;
            if (main is not null && !_names.Contains(main.Name))
            {
                _errors.Add(ModelDiagnostics.MainRemoved(resource.Name, main.Name));
            }

            if (!isMember && SidecarSettings(resource) is { } settings)
            {
                _errors.Add(SidecarDiagnostics.NotASidecar(resource.Name, settings));
            }

            if (!isMember && !IsMain(resource) && Last<StopGracePeriodAnnotation>(resource) is not null)
            {
                _errors.Add(ModelDiagnostics.GraceOfNoMember(resource.Name));
            }

            if (!isMember && !IsMain(resource) && Last<SharedVolumeAnnotation>(resource) is { } mount)
            {
                _errors.Add(SidecarDiagnostics.LonelyVolume(resource.Name, resource.Name, mount.Name, similar: null));
            }

            _warnings.AddRange(resource.Annotations.OfType<SidecarOptOutAnnotation>()
                .Select(optOut => ModelDiagnostics.NothingToOptOutOf(resource.Name, optOut.Name)));
            if (_context.IsRunMode && !_context.IsContainer(resource) && Last<ResourceLimitsAnnotation>(resource) is not null)
            {
                _warnings.Add(SidecarDiagnostics.LimitsOfProcess(resource.Name));
            }
        }
    }

    private static string? SidecarSettings(IResource resource) => resource.Annotations.Select(annotation => annotation switch
    {
        NetworkSharingAnnotation => "WithNetworkSharing",
        ProcessSharingAnnotation => "WithSharedProcesses",
        IpcSharingAnnotation => "WithSharedIpc",
        SidecarStartOrderAnnotation => "WithStartOrder",
        SidecarRestartPolicyAnnotation => "WithRestartPolicy",
        UnhealthyRestartAnnotation => "RestartWhenUnhealthy",
        EssentialSidecarAnnotation => "AsEssential",
        _ => null,
    }).FirstOrDefault(name => name is not null);

    private static T? Last<T>(IResource resource)
        where T : IResourceAnnotation
        => resource.Annotations.OfType<T>().LastOrDefault();
}
