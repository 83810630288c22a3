using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Model;

/// <summary>
/// The properties of a sidecar that the dashboard shows.
/// </summary>
internal static class SidecarProperties
{
    public const string Name = "sidecar.name";
    public const string Main = "sidecar.main";
    public const string Namespaces = "sidecar.namespaces";
    public const string Restarts = "sidecar.restarts";
    public const string LastExitCode = "sidecar.lastExitCode";
    public const string LastExitReason = "sidecar.lastExitReason";
    public const string Failure = "sidecar.failure";

    public const string CpuLimit = "container.limit.cpus";
    public const string MemoryLimit = "container.limit.memory";
    public const string ProcessLimit = "container.limit.processes";

    /// <summary>Texts and places, below those of a container. What has none is to be found under all properties only, as the short name, which is in the resource's.</summary>
    private static readonly Dictionary<string, (string Text, int Order)> Labels = new()
    {
        [Main] = ("Main", 10),
        [Namespaces] = ("Shared with the main", 11),
        [CpuLimit] = ("Processor limit", 12),
        [MemoryLimit] = ("Memory limit", 13),
        [ProcessLimit] = ("Process limit", 14),
        [Restarts] = ("Restarts", 15),
        [LastExitCode] = ("Last exit code", 16),
        [LastExitReason] = ("Last exit reason", 17),
        [Failure] = ("Failure", 18),
    };

    public static ImmutableArray<ResourcePropertySnapshot> Identity(string name, string main) => [Labelled(Name, name), Labelled(Main, main)];

    /// <summary>
    /// Returns the snapshot with the properties set; a value of <see langword="null"/> removes one.
    /// </summary>
    public static CustomResourceSnapshot With(this CustomResourceSnapshot snapshot, params ReadOnlySpan<(string Name, object? Value)> properties)
    {
        var all = snapshot.Properties;
        foreach (var (name, value) in properties)
        {
            all = all.With(name, value);
        }

        return snapshot with { Properties = all };
    }

    /// <summary>
    /// Returns the properties with one of them set, the same ones if it has that value already; a value of <see langword="null"/> removes it.
    /// </summary>
    public static ImmutableArray<ResourcePropertySnapshot> With(this ImmutableArray<ResourcePropertySnapshot> properties, string name, object? value) =>
        (properties.FirstOrDefault(property => property.Name == name), value) switch
        {
            (null, null) => properties,
            (null, _) => properties.Add(Labelled(name, value)),
            ({ } known, null) => properties.Remove(known),
            ({ } known, _) when Equals(known.Value, value) => properties,
            ({ } known, _) => properties.Replace(known, known with { Value = value }),
        };

    private static ResourcePropertySnapshot Labelled(string name, object? value) => Labels.TryGetValue(name, out var label)
        ? new(name, value) { DisplayName = label.Text, IsHighlighted = true, SortOrder = label.Order }
        : new(name, value);
}
