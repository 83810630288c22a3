using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Aspire.Hosting.Sidecar.Diagnostics;

namespace Aspire.Hosting.Sidecar.Tests.Diagnostics;

[TestClass]
public partial class DiagnosticsDocumentTests
{
    [TestMethod]
    public void Every_id_has_an_entry_in_the_document_and_every_entry_an_id()
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics.md"));

        Entries().Matches(document).Select(match => match.Groups[1].Value).Should().BeEquivalentTo(Ids().Distinct()).And.BeInAscendingOrder();
    }

    [TestMethod]
    public void The_table_says_of_every_id_once_what_kind_it_is()
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics.md"));

        Rows().Matches(document).SelectMany(row => row.Groups[1].Value.Split(", ").SelectMany(Numbers)).Order()
            .Should().Equal(Ids().Distinct().Select(id => int.Parse(id[^3..], CultureInfo.InvariantCulture)).Order());
    }

    [TestMethod]
    [DataRow("architecture.md")]
    [DataRow("joining.md")]
    [DataRow("limits.md")]
    [DataRow("publishing.md")]
    [DataRow("recipes.md")]
    [DataRow("package.md")]
    public void Other_documents_name_only_ids_that_there_are(string document) =>
        Named().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, document))).Select(match => match.Value).Should().NotBeEmpty().And.BeSubsetOf(Ids());

    [TestMethod]
    public void Every_message_is_a_sentence_with_an_id() =>
        Messages().Should().OnlyContain(message => MessagePattern().IsMatch(message));

    private static IEnumerable<int> Numbers(string range)
    {
        var ends = range.Split('–').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }

    private static IEnumerable<string> Ids() => Messages().Select(message => message.Split(':')[0]);

    private static IEnumerable<string> Messages() =>
        from type in typeof(SidecarDiagnostics).Assembly.GetTypes().Where(type => type.Namespace == typeof(SidecarDiagnostics).Namespace && type.IsAbstract && type.IsSealed)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        select (string)method.Invoke(null, [.. method.GetParameters().Select(parameter => Sample(parameter.ParameterType))])!;

    private static object? Sample(Type type) => type switch
    {
        _ when type == typeof(string) => "sample.",
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) || type == typeof(int?) => 1,
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(1),
        _ when type == typeof(Type) => typeof(string),
        _ => new[] { "sample." },
    };

    [GeneratedRegex("ASPIRESIDECAR\\d{3}")]
    private static partial Regex Named();

    [GeneratedRegex("^## (ASPIRESIDECAR\\d{3})", RegexOptions.Multiline)]
    private static partial Regex Entries();

    [GeneratedRegex("^\\| (\\d{3}[\\d–, ]*) \\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("^ASPIRESIDECAR\\d{3}: .+[.?]$")]
    private static partial Regex MessagePattern();
}
