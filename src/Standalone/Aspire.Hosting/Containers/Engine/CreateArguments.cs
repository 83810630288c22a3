using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>Writes the arguments of the call that creates a container, in the order in which Aspire's own orchestrator does.</summary>
internal static class CreateArguments
{
    /// <summary>Makes the arguments.</summary>
    /// <param name="spec">The container.</param>
    /// <param name="dialect">The engine.</param>
    /// <param name="variables">The names of the variables whose values the client has in its own environment.</param>
    /// <param name="environmentFile">The file that has the other variables.</param>
    public static IReadOnlyList<string> For(ContainerSpec spec, EngineDialect dialect, IEnumerable<string> variables, string? environmentFile)
    {
        List<string> arguments = ["create", "--name", spec.Name, "--network", dialect.NetworkWithAliases(spec.Network, spec.Aliases)];
        AddAll("--mount", spec.Mounts.Select(mount => Mount(mount, dialect)));
        AddAll("-p", spec.Ports.Select(Port));
        AddAll("-e", variables);
        AddAll("--env-file", environmentFile is null ? [] : [environmentFile]);
        AddAll("--label", spec.Labels.Select(label => $"{label.Key}={label.Value}"));
        AddAll("--pull", spec.PullPolicy == ImagePullPolicy.Default ? [] : [PullPolicy(spec.PullPolicy)]);
        AddAll("--entrypoint", spec.Entrypoint is null ? [] : [spec.Entrypoint]);
        AddAll("--add-host", spec.ExtraHosts);
        arguments.AddRange(spec.RunArguments);
        arguments.Add(spec.Image);
        arguments.AddRange(spec.Arguments.Select(argument => argument.Value));

        return arguments;

        void AddAll(string option, IEnumerable<string> values) => arguments.AddRange(values.SelectMany(value => new[] { option, value }));
    }

    private static string Mount(ContainerMountAnnotation mount, EngineDialect dialect)
    {
        var type = mount.Type == ContainerMountType.BindMount ? "bind" : "volume";
        string?[] fields =
        [
            $"type={type}",
            string.IsNullOrEmpty(mount.Source) ? null : $"src={mount.Source}",
            $"target={mount.Target}",
            mount.IsReadOnly ? dialect.ReadOnly : null,
        ];

        return string.Join(',', fields.OfType<string>().Select(Quote));
    }

    // The value of the option is one record of comma separated values.
    private static string Quote(string field)
        => field.AsSpan().ContainsAny(',', '"') ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Port(ContainerPort port)
        => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port.HostPort}:{port.TargetPort}{(port.Protocol == ProtocolType.Udp ? "/udp" : "")}");

    private static string PullPolicy(ImagePullPolicy policy) => policy switch
    {
        ImagePullPolicy.Always => "always",
        ImagePullPolicy.Missing => "missing",
        ImagePullPolicy.Never => "never",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, null),
    };
}
