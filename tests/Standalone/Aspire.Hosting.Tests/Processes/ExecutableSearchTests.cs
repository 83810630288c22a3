using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Tests.Processes;

[TestClass]
public sealed class ExecutableSearchTests
{
    private static readonly string Directory = Path.GetDirectoryName(DummyProgram.Path)!;
    private static readonly string Name = Path.GetFileName(DummyProgram.Path);

    [TestMethod]
    public void Name_is_looked_up_on_the_search_path()
        => ExecutableSearch.Find(Name, "/", string.Join(Path.PathSeparator, "/no/such/directory", Directory)).Should().Be(DummyProgram.Path);

    [TestMethod]
    public void Path_is_relative_to_the_working_directory()
        => ExecutableSearch.Find($".{Path.DirectorySeparatorChar}{Name}", Directory, "").Should().NotBeNull();

    [TestMethod]
    public void File_that_is_not_executable_is_not_found()
        => ExecutableSearch.Find(Name + ".deps.json", "/", Directory).Should().BeNull();

    [TestMethod]
    public void Unknown_name_is_not_found()
        => ExecutableSearch.Find("no-such-command", "/", Directory).Should().BeNull();
}
