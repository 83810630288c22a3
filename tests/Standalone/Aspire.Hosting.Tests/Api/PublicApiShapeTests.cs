using System.Reflection;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Tests.Api;

/// <summary>
/// The analyzer compares members with the baseline. It does not see whether a class is sealed or abstract, nor its bases: this does.
/// </summary>
[TestClass]
public sealed class PublicApiShapeTests
{
    [TestMethod]
    public void Types_of_Aspire_Hosting_have_the_shape_of_the_baseline() => AssertShapes(typeof(DistributedApplication).Assembly);

    [TestMethod]
    public void Types_of_Aspire_Hosting_Testing_have_the_shape_of_the_baseline() => AssertShapes(typeof(DistributedApplicationTestingBuilder).Assembly);

    private static void AssertShapes(Assembly assembly)
    {
        var baseline = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Api", $"{assembly.GetName().Name}.types.txt"))
            .Where(line => line.Length > 0)
            .Select(TypeShape.Parse)
            .ToDictionary(shape => shape.Name);

        var types = assembly.GetExportedTypes();

        types.Should().NotBeEmpty();
        var differences = types.Select(TypeShape.Of).SelectMany(actual => Compare(actual, baseline.GetValueOrDefault(actual.Name)));
        string.Join(Environment.NewLine, differences).Should().BeEmpty();
    }

    private static IEnumerable<string> Compare(TypeShape actual, TypeShape? expected)
    {
        if (expected is null)
        {
            return [$"{actual.Name} is not in the baseline"];
        }

        var missing = expected.Bases.Except(actual.Bases).Select(name => $"{actual.Name} lacks the base {name}");
        var extra = actual.Bases.Except(expected.Bases).Except(actual.InheritedInterfaces).Select(name => $"{actual.Name} has the extra base {name}");
        IEnumerable<string> attributes =
        [
            .. Difference(actual.Name, "kind", expected.Kind, actual.Kind),
            .. Difference(actual.Name, "[Obsolete]", expected.IsObsolete, actual.IsObsolete),
            .. Difference(actual.Name, "[Flags]", expected.IsFlags, actual.IsFlags),
            .. Difference(actual.Name, "[Experimental]", expected.ExperimentalId, actual.ExperimentalId),
        ];
        return [.. attributes, .. missing, .. extra];
    }

    private static string[] Difference<T>(string name, string what, T expected, T actual)
        => Equals(expected, actual) ? [] : [$"{what} of {name} is {actual}, in the baseline {expected}"];
}
