using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.Sidecar.Tests;

/// <summary>
/// AppHosts in other languages: every method says whether it is for them.
/// </summary>
[TestClass]
public class PolyglotTests
{
    [TestMethod]
    public void Every_method_is_exported_or_says_why_not() =>
        Methods().Where(method => !method.IsDefined(typeof(AspireExportAttribute)) && method.GetCustomAttribute<AspireExportIgnoreAttribute>() is not { Reason.Length: > 0 })
            .Select(method => method.Name).Should().BeEmpty();

    [TestMethod]
    public void No_two_methods_are_exported_under_one_name() =>
        Methods().SelectMany(method => method.GetCustomAttributes<AspireExportAttribute>().Select(export => export.Id ?? method.Name)).Should().OnlyHaveUniqueItems();

    private static IEnumerable<MethodInfo> Methods() =>
        from type in typeof(SidecarResource).Assembly.GetExportedTypes()
        where type.IsAbstract && type.IsSealed
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.IsDefined(typeof(ExtensionAttribute))
        select method;
}
