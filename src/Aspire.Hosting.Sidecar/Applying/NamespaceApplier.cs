using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Applying;

/// <summary>
/// Adds the engine's run arguments for limits and for process and IPC sharing.
/// </summary>
internal sealed class NamespaceApplier(NamespaceArguments join)
{
    public void Apply(PodPlan pod)
    {
        var main = pod.Main.Resource;
        if (pod.Members.Any(member => member.SharesIpc))
        {
            // Without it the engine refuses to let others in.
            main.Annotations.Add(new ContainerRuntimeArgsCallbackAnnotation(arguments => Add(arguments, "--ipc", "shareable")));
        }

        foreach (var member in pod.Members.Where(member => member.SharesProcesses || member.SharesIpc))
        {
            member.Resource.Annotations.Add(new ContainerRuntimeArgsCallbackAnnotation(async context =>
            {
                foreach (var argument in await join.ProcessesAndIpcAsync(main, member.SharesProcesses, member.SharesIpc, context.CancellationToken).ConfigureAwait(false))
                {
                    context.Args.Add(argument);
                }
            }));
        }
    }

    /// <summary>Limits apply to every container of the application, in a pod or not.</summary>
    public static void ApplyLimits(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources.Where(resource => resource.IsContainer()))
        {
            if (resource.Annotations.OfType<ResourceLimitsAnnotation>().LastOrDefault() is { } limits)
            {
                resource.Annotations.Add(new ContainerRuntimeArgsCallbackAnnotation(arguments => AddLimits(arguments, limits)));
            }
        }
    }

    private static void AddLimits(IList<object> arguments, ResourceLimitsAnnotation limits)
    {
        if (limits.Cpus is { } cpus)
        {
            Add(arguments, "--cpus", cpus.ToString(CultureInfo.InvariantCulture));
        }

        if (limits.Memory is { } memory)
        {
            Add(arguments, "--memory", memory.ToString(CultureInfo.InvariantCulture));
        }

        if (limits.Processes is { } processes)
        {
            Add(arguments, "--pids-limit", processes.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Add(IList<object> arguments, string name, string value)
    {
        arguments.Add(name);
        arguments.Add(value);
    }
}
