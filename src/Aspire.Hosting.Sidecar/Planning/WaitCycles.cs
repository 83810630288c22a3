using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// Finds cycles of waits that go through a member of a pod: none of their resources could ever start.
/// </summary>
internal static class WaitCycles
{
    /// <summary>
    /// Returns one error for each cycle that a depth-first search over all waits closes. Linear in resources and waits.
    /// </summary>
    public static IEnumerable<string> Find(ImmutableArray<IResource> resources, ImmutableArray<PodPlan> pods)
    {
        var attached = pods.SelectMany(pod => pod.Members.Select(member => (member.Resource, Pod: pod))).ToDictionary(member => member.Resource, member => member.Pod);
        var dependencies = pods.SelectMany(pod => pod.Waits).Select(wait => (wait.Waiter, wait.Dependency))
            .Concat(from resource in resources
                    from wait in resource.Annotations.OfType<WaitAnnotation>()
                    select (Waiter: resource, Dependency: wait.Resource))
            .ToLookup(wait => wait.Waiter, wait => wait.Dependency);
        var finished = new HashSet<IResource>();

        return resources.SelectMany(resource => FindFrom(resource, dependencies, finished))
            .Where(cycle => cycle.Any(attached.ContainsKey))
            .Select(cycle => Describe(cycle, attached))
            .Distinct()
            .ToArray();
    }

    private static string Describe(IResource[] cycle, Dictionary<IResource, PodPlan> attached)
    {
        var names = cycle.Select(resource => resource.Name);

        // The last is the first again, so each has a next one.
        foreach (var (resource, next) in cycle.Zip(cycle.Skip(1)))
        {
            if (attached.TryGetValue(resource, out var pod) && ReferenceEquals(next, pod.Main.Resource) && pod.Find(resource) is { JoinsMain: true, StartOrder: SidecarStartOrder.WithMain })
            {
                return ModelDiagnostics.MainWaitsForJoined(pod.Main.Name, resource.Name, names);
            }
        }

        return SidecarDiagnostics.WaitCycle(cycle.First(attached.ContainsKey).Name, names);
    }

    private static List<IResource[]> FindFrom(IResource start, ILookup<IResource, IResource> dependencies, HashSet<IResource> finished)
    {
        List<IResource[]> cycles = [];
        List<IResource> path = [];
        var open = new Stack<IEnumerator<IResource>>();
        Enter(start);
        while (open.Count > 0)
        {
            if (open.Peek().MoveNext())
            {
                var next = open.Peek().Current;
                if (path.IndexOf(next) is >= 0 and var index)
                {
                    cycles.Add([.. path[index..], next]);
                }
                else
                {
                    Enter(next);
                }
            }
            else
            {
                open.Pop().Dispose();
                path.RemoveAt(path.Count - 1);
            }
        }

        return cycles;

        void Enter(IResource resource)
        {
            if (finished.Add(resource))
            {
                path.Add(resource);
                open.Push(dependencies[resource].GetEnumerator());
            }
        }
    }
}
