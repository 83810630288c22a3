using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Aspire.Sidecar.Agent.Tests;

[TestClass]
public sealed partial class FloorsTests
{
    private static readonly string[] Floors = ["Options", "Protobuf", "Reporting", "Parsing", "Exporting", "Following", "Scraping", "Logging", "Monitoring", "Watching", "Running"];

    [TestMethod]
    public void No_folder_of_the_agent_knows_one_above_it()
    {
        var source = Path.Combine(Path.GetDirectoryName(OwnPath())!, "../../src/Aspire.Sidecar.Agent");
        Directory.GetDirectories(source).Select(Path.GetFileName).Except(["Protos", "bin", "obj"]).Should().BeSubsetOf(Floors, "each folder has its floor");
        var wrong = from file in Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories)
                    let floor = Array.IndexOf(Floors, Path.GetFileName(Path.GetDirectoryName(file)))
                    where floor >= 0
                    from Match use in Uses().Matches(File.ReadAllText(file))
                    where Array.IndexOf(Floors, use.Groups[1].Value) > floor
                    select $"{Path.GetFileName(file)} uses {use.Groups[1].Value}";
        wrong.Should().BeEmpty();
    }

    private static string OwnPath([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"using (?:static )?Aspire\.Sidecar\.Agent\.(\w+)")]
    private static partial Regex Uses();
}
