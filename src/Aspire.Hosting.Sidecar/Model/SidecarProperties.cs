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

    public static ImmutableArray<ResourcePropertySnapshot> Identity(string name, string main) => [new(Name, name), new(Main, main)];

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
            (null, _) => properties.Add(new(name, value)),
            ({ } known, null) => properties.Remove(known),
            ({ } known, _) when Equals(known.Value, value) => properties,
            ({ } known, _) => properties.Replace(known, known with { Value = value }),
        };
}
