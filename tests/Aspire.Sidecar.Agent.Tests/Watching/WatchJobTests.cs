using Aspire.Sidecar.Agent.Watching;

namespace Aspire.Sidecar.Agent.Tests.Watching;

/// <summary>What is removed when the application is gone, from an engine that keeps its containers and volumes as files.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class WatchJobTests
{
    // Like podman 4.3 it removes none of several containers if one of them is not there, and says nothing.
    private const string Engine = """
        #!/bin/sh
        cd "${0%/*}"
        echo "$*" >> calls
        case "$1 $2" in
          "ps --all") ls containers ;;
          "rm --force") shift 3; for name; do [ -e "containers/$name" ] || exit 0; done; for name; do rm "containers/$name"; done ;;
          "volume rm") shift 2; for name; do [ -e containers/user ] || { rm "volumes/$name" && echo "$name"; }; done ;;
          "volume ls") ls volumes ;;
        esac
        """;

    private readonly string _folder = TemporaryFolder.Create();

    [TestInitialize]
    public Task CreateEngineAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "containers"));
        Directory.CreateDirectory(Path.Combine(_folder, "volumes"));
        return WriteEngineAsync(Engine);
    }

    [TestMethod]
    public async Task One_that_has_gone_already_keeps_none_of_the_others()
    {
        Make("containers", "first", "other", "last");

        await WatchAsync("+container first", "+container gone", "+container last");

        Left("containers").Should().Equal("other");
    }

    [TestMethod]
    public async Task What_the_application_has_let_go_of_stays()
    {
        Make("containers", "kept");
        Make("volumes", "kept");

        await WatchAsync("+container kept", "+volume kept", "-container kept", "-volume kept", "nonsense");

        Left("containers").Should().Equal("kept");
        Left("volumes").Should().Equal("kept");
        File.Exists(Path.Combine(_folder, "calls")).Should().BeFalse();
    }

    [TestMethod]
    public async Task What_comes_into_being_just_after_the_end_is_removed_too()
    {
        var watching = WatchAsync("+container late");
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(_folder, "calls")), "it has looked once");

        Make("containers", "late");

        await watching;
        Left("containers").Should().BeEmpty();
    }

    [TestMethod]
    public async Task A_name_that_the_next_application_has_taken_is_left_alone()
    {
        Make("containers", "named", "user");
        Make("volumes", "files");
        var watching = WatchAsync("+container named", "+volume files");
        await Eventually.TrueAsync(() => Calls().Count(call => call == "volume rm files") >= 2, "it has removed it, and looked again");

        Make("containers", "named");
        await Eventually.TrueAsync(() => Calls().Count(call => call == "volume rm files") >= 4, "it has looked twice more");
        File.Delete(Path.Combine(_folder, "containers", "user"));

        await watching;
        Left("containers").Should().Equal("named");
    }

    [TestMethod]
    public async Task A_volume_is_removed_once_nobody_uses_it()
    {
        Make("containers", "user");
        Make("volumes", "files");
        var watching = WatchAsync("+volume files", "+volume gone");
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(_folder, "calls")), "it has tried once");
        Left("volumes").Should().Equal("files");

        File.Delete(Path.Combine(_folder, "containers", "user"));

        await watching;
        Left("volumes").Should().BeEmpty();
    }

    [TestMethod]
    public async Task An_engine_that_does_not_answer_is_asked_again()
    {
        await WriteEngineAsync(Engine.Replace("ls containers ;;", "[ -e hung ] || { touch hung; exec sleep 300; }; ls containers ;;"));
        Make("containers", "first");

        await new WatchJob(Program) { CallTime = TimeSpan.FromSeconds(3) }.RunAsync(new StringReader("+container first")).WaitAsync(Eventually.Patience);

        Left("containers").Should().BeEmpty();
    }

    private async Task WriteEngineAsync(string script)
    {
        File.Delete(Program);
        await File.WriteAllTextAsync(Program, script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private string[] Calls() => File.Exists(Path.Combine(_folder, "calls")) ? File.ReadAllLines(Path.Combine(_folder, "calls")) : [];

    private string Program => Path.Combine(_folder, "engine");

    private Task<int> WatchAsync(params string[] lines) => new WatchJob(Program).RunAsync(new StringReader(string.Join('\n', lines)));

    private void Make(string kind, params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(_folder, kind, name), "");
        }
    }

    private IEnumerable<string> Left(string kind) => Directory.GetFiles(Path.Combine(_folder, kind)).Select(path => Path.GetFileName(path));
}
