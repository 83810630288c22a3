using System.Collections.Immutable;

namespace Aspire.Hosting.Orchestrator.Endpoints;

/// <summary>The ports that the instances of resources listen on, by resource and endpoint.</summary>
internal sealed class TargetPorts
{
    private readonly Dictionary<(string Resource, string Endpoint), ImmutableArray<int>> _ports = [];

    public ImmutableArray<int> this[string resource, string endpoint]
    {
        get
        {
            lock (_ports)
            {
                return _ports.GetValueOrDefault((resource, endpoint), []);
            }
        }

        set
        {
            lock (_ports)
            {
                _ports[(resource, endpoint)] = value;
            }
        }
    }

    /// <summary>What stands in arguments and variables for a port that differs from instance to instance.</summary>
    public static string Template(string resource, string endpoint) => $"{{{{- portForServing \"{resource}/{endpoint}\" -}}}}";
}
