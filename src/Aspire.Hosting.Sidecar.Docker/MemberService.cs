using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Docker;

/// <summary>
/// What the pod makes of the service of a member.
/// </summary>
internal sealed class MemberService(PodPlan pod, PodMember member)
{
    private readonly string _main = $"service:{ComposeTarget.ServiceName(pod.Main.Resource)}";

    public void Configure(DockerComposeServiceResource resource, Service service)
    {
        if (member.Role == PodMemberRole.Main)
        {
            PublishPorts(service);
            service.Ipc = pod.Members.Any(sidecar => sidecar.SharesIpc) ? "shareable" : service.Ipc;
        }
        else
        {
            Join(service);
            service.Restart = Restart();
        }

        if (member.Role != PodMemberRole.InitContainer)
        {
            service.Healthcheck ??= ComposeHealthcheck.For(member.Resource);
        }

        service.StopGracePeriod = member.StopGracePeriod is { } period ? Duration(period) : service.StopGracePeriod;
    }

    public static string Duration(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / TimeSpan.TicksPerSecond}s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMilliseconds)}ms");

    private void Join(Service service)
    {
        if (member.Network == PodNetwork.Pod)
        {
            service.NetworkMode = _main;
            service.Networks.Clear();
            service.Ports.Clear();
            service.Expose.Clear();
        }

        service.Pid = member.SharesProcesses ? _main : service.Pid;
        service.Ipc = member.SharesIpc ? _main : service.Ipc;
    }

    /// <summary>The ports of the main's network are those of all services in it.</summary>
    private void PublishPorts(Service service)
    {
        foreach (var endpoint in pod.Members.Where(sidecar => sidecar.Network == PodNetwork.Pod).SelectMany(sidecar => sidecar.Resource.Annotations.OfType<EndpointAnnotation>()))
        {
            var protocol = endpoint.Protocol == ProtocolType.Udp ? "/udp" : "";
            var target = string.Create(CultureInfo.InvariantCulture, $"{endpoint.TargetPort!.Value}{protocol}");
            var (list, port) = !endpoint.IsExternal ? (service.Expose, target)
                : (service.Ports, endpoint.Port is { } published ? string.Create(CultureInfo.InvariantCulture, $"{published}:{target}") : target);
            if (!list.Contains(port))
            {
                list.Add(port);
            }
        }
    }

    /// <summary>https://github.com/compose-spec/compose-spec/blob/main/05-services.md#restart.</summary>
    private string Restart() => member.RestartPolicy.Mode switch
    {
        SidecarRestartMode.Always => "always",
        SidecarRestartMode.OnFailure => string.Create(CultureInfo.InvariantCulture, $"on-failure:{member.RestartPolicy.MaxRestarts}"),
        _ => "no",
    };
}
