using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Writes the command line that creates a container.
/// </summary>
internal static class CreateArguments
{
    /// <summary>
    /// Returns the arguments of <c>create</c>. No value of a variable is among them: those are in a file, and in the client's own environment if they have lines.
    /// </summary>
    public static IReadOnlyList<string> Write(ContainerSpec spec, IEnumerable<string> network, IEnumerable<string> labels, string variablesFile) =>
    [
        "create", "--name", spec.Name, .. network, .. labels,
        .. spec.Mounts.SelectMany(Mount),
        "--env-file", variablesFile,
        .. ClientVariables(spec).Keys.SelectMany(name => (string[])["-e", name]),

        // It has been built, is pulled once it is found missing, or must not be.
        "--pull", "never",
        .. spec.Entrypoint is { } entrypoint ? (string[])["--entrypoint", entrypoint] : [],
        .. spec.RunArguments,
        spec.Image,
        .. spec.Command,
    ];

    /// <summary>The lines of the file with the variables.</summary>
    public static IEnumerable<string> FileVariables(ContainerSpec spec) =>
        spec.Variables.Where(variable => !HasLines(variable.Value)).Select(variable => $"{variable.Key}={variable.Value}");

    /// <summary>The variables whose values have lines, which the file cannot hold: the client hands on those of its own.</summary>
    public static IReadOnlyDictionary<string, string> ClientVariables(ContainerSpec spec) =>
        spec.Variables.Where(variable => HasLines(variable.Value)).ToDictionary(variable => variable.Key, variable => variable.Value);

    private static bool HasLines(string value) => value.AsSpan().ContainsAny('\n', '\r');

    private static IEnumerable<string> Mount(ContainerMountAnnotation mount)
    {
        var type = mount.Type == ContainerMountType.BindMount ? "bind" : "volume";
        string[] fields = [$"type={type}", .. mount.Source is { } source ? (string[])[$"src={source}"] : [], $"dst={mount.Target}", .. mount.IsReadOnly ? (string[])["ro"] : []];

        // A record of comma-separated values: https://docs.docker.com/reference/cli/docker/container/run/#mount
        return ["--mount", string.Join(',', fields.Select(field => field.AsSpan().ContainsAny(',', '"') ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field))];
    }
}
