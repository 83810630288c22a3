using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.RegularExpressions;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Kubernetes;

namespace StandIns.Tests;

/// <summary>
/// What the analyzer of public APIs does not see: whether a type is sealed, abstract or static, and what it derives from. The packages' types are in PublicApi.
/// </summary>
[TestClass]
public sealed partial class PublicTypesTests
{
    public static IEnumerable<object[]> StandIns => [[typeof(DockerComposeEnvironmentResource).Assembly], [typeof(KubernetesEnvironmentResource).Assembly]];

    [TestMethod]
    [DynamicData(nameof(StandIns))]
    public void A_stand_in_has_only_types_of_the_package_and_has_them_as_they_are(Assembly standIn)
    {
        var genuine = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "PublicApi", $"{standIn.GetName().Name}.types.txt")).Select(Parse).ToDictionary(type => type.Name);

        foreach (var type in standIn.GetExportedTypes())
        {
            genuine.Should().ContainKey(Name(type));
            Describe(type).Should().BeEquivalentTo(genuine[Name(type)], "that is {0} in the package", type.FullName);
        }
    }

    private static TypeLine Parse(string line)
    {
        var parts = Line().Match(line).Groups;
        return new(parts["kind"].Value, parts["name"].Value, Bases(parts["bases"].Value), parts["experiment"].Value);
    }

    /// <summary>At commas that are not between the arguments of a generic type.</summary>
    private static string[] Bases(string bases) => bases.Length == 0 ? [] : Separator().Split(bases);

    private static TypeLine Describe(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsSealed: true } => "sealed class",
            { IsAbstract: true } => "abstract class",
            _ => "class",
        };
        if (type.GetMethod("<Clone>$") is not null)
        {
            kind = kind.Replace("class", "record", StringComparison.Ordinal);
        }

        return new(kind, Name(type), [.. DerivesFrom(type)], type.GetCustomAttribute<ExperimentalAttribute>()?.DiagnosticId ?? "");
    }

    /// <summary>A class lists its interfaces and all that these derive from; those that only its base has it does not list.</summary>
    private static IEnumerable<string> DerivesFrom(Type type)
    {
        if (type.IsEnum)
        {
            return [Name(Enum.GetUnderlyingType(type))];
        }

        var inherited = type.BaseType!.GetInterfaces();
        var own = type.GetInterfaces().Except(inherited).ToArray();
        var all = own.Concat(own.SelectMany(item => item.GetInterfaces())).Distinct();
        return (type.BaseType == typeof(object) ? [] : new[] { type.BaseType! }).Concat(all).Select(Name);
    }

    private static string Name(Type type) => type switch
    {
        _ when type == typeof(string) => "string",
        _ when type == typeof(int) => "int",
        { IsGenericType: true } => $"{type.FullName!.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.FullName!,
    };

    [GeneratedRegex(@"^(?<kind>(?:(?:sealed|abstract|static) )?(?:class|record|enum)) (?<name>\S+)(?: : (?<bases>.*?))?(?: \[Experimental (?<experiment>\w+)\])? \| \d+$")]
    private static partial Regex Line();

    [GeneratedRegex(@", (?![^<]*>)")]
    private static partial Regex Separator();

    private sealed record TypeLine(string Kind, string Name, string[] DerivesFrom, string Experiment);
}
