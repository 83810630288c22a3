using System.Reflection;
using System.Text.RegularExpressions;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// The table in docs/joining.md says of everything that Aspire lets one put on a container what becomes of it on a sidecar in the network of its main, and tests show it.
/// </summary>
[TestClass]
public sealed partial class AnnotationTableTests
{
    private const string Carried = "carried";
    private const string Elsewhere = "done elsewhere";
    private const string Refused = "refused";
    private const string NotForContainers = "not for containers";

    private static readonly Assembly Hosting = typeof(IResourceAnnotation).Assembly;

    private static readonly (string Name, string Kind, string Text)[] Rows =
    [
        .. Row().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "joining.md")))
            .Select(row => (row.Groups["name"].Value, row.Groups["kind"].Value, row.Groups["text"].Value)),
    ];

    [TestMethod]
    public void Each_annotation_event_and_command_of_Aspire_has_one_line_and_nothing_else_has()
    {
        string[] expected =
        [
            .. Hosting.GetExportedTypes().Where(typeof(IResourceAnnotation).IsAssignableFrom).Where(type => type != typeof(IResourceAnnotation)).Select(type => type.Name),
            .. Hosting.GetExportedTypes().Where(type => typeof(IDistributedApplicationEvent).IsAssignableFrom(type) && !type.IsInterface).Select(type => type.Name),
            .. typeof(KnownResourceCommands).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name),
        ];

        Rows.Select(row => row.Name).Should().BeEquivalentTo(expected);
    }

    [TestMethod]
    public void What_is_carried_is_shown_by_a_test_and_all_else_says_by_whom_it_is_done_or_why_not()
    {
        var shown = typeof(AnnotationTableTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttribute<ShowsAttribute>()?.Names ?? []).Distinct().ToArray();

        Rows.Where(row => row.Kind == Carried).Select(row => row.Name).Should().BeEquivalentTo(shown);
        Rows.Where(row => !IsComplete(row.Kind, row.Text)).Should().BeEmpty();
    }

    private static bool IsComplete(string kind, string text) => kind switch
    {
        Carried => true,
        Refused => text.Contains("ASPIRESIDECAR", StringComparison.Ordinal),
        Elsewhere or NotForContainers => text.Length > 0,
        _ => false,
    };

    [GeneratedRegex("^\\| `(?<name>\\w+)` \\| (?<kind>[a-z ]+) \\| (?<text>.*?) ?\\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
