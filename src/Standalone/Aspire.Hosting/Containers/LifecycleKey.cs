using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Containers.Engine;

namespace Aspire.Hosting.Containers;

/// <summary>A hash of everything that a container is made from. A persistent container is kept while it stays the same.</summary>
internal static class LifecycleKey
{
    public static string Of(ContainerSpec spec)
    {
        var arguments = CreateArguments.For(
            spec with { Labels = [] },
            EngineDialect.Docker,
            spec.Environment.Select(variable => $"{variable.Key}={variable.Value}"),
            environmentFile: null);

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', arguments))));
    }
}
