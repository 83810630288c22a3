using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Options;

namespace Aspire.Sidecar.Agent.Tests.Following;

[TestClass]
public sealed class FileGlobsTests
{
    [TestMethod]
    [DataRow("app-?.log", "app-1.log", "app-12.log")]
    [DataRow("app-[12].log", "app-2.log", "app-3.log")]
    [DataRow("app-[a-c].log", "app-b.log", "app-d.log")]
    [DataRow("app-[!12].log", "app-3.log", "app-1.log")]
    [DataRow("app-[ab0-9].log", "app-b.log", "app-c.log")]
    [DataRow("app-[ab0-9].log", "app-7.log", "app--.log")]
    [DataRow("app-[a-c0-9]*.log", "app-c1.log", "app-d1.log")]
    [DataRow("{a,b}.log", "b.log", "c.log")]
    [DataRow("{a,b}-{1,2}.{log,txt}", "b-1.txt", "b-3.txt")]
    [DataRow("{,sub/}a.log", "a.log", "other/a.log")]
    [DataRow("*.log", "a.log", "sub/a.log")]
    [DataRow("**/*.log", "a.log", "a.txt")]
    [DataRow("**/*.log", "deep/down/a.log", "deep/down/a.txt")]
    [DataRow("sub/**", "sub/a/b", "other/a")]
    [DataRow("sub/", "sub/a/b", "other/a")]
    [DataRow("./a.log", "a.log", "b.log")]
    [DataRow("{,a.log}", "a.log", "b.log")]
    [DataRow("././a.log", "a.log", "b.log")]
    [DataRow("app (1).log", "app (1).log", "app 1.log")]
    [DataRow("a+b@c.log", "a+b@c.log", "ab.log")]
    [DataRow("ä*.log", "äöü.log", "a.log")]
    public void Signs(string glob, string matching, string other)
    {
        GlobText.ProblemOf(glob).Should().BeNull();
        var globs = new FileGlobs([glob]);
        (globs.Match(matching), globs.Match(other)).Should().Be((true, false));
    }

    [TestMethod]
    [DataRow("./")]
    [DataRow("./**")]
    public void The_folder_itself_means_everything_in_it(string glob)
    {
        GlobText.ProblemOf(glob).Should().BeNull();
        new FileGlobs([glob]).Match("sub/a.log").Should().BeTrue();
    }

    [TestMethod]
    public void An_exclusion_of_nothing_is_refused() => GlobText.ProblemOf("!").Should().NotBeNull();

    [TestMethod]
    [DataRow("app-[12.log")]
    [DataRow("{a,b.log")]
    [DataRow("a}.log")]
    [DataRow("{a,{b,c}}.log")]
    [DataRow("a\\*.log")]
    [DataRow("!(a).log")]
    [DataRow("@(a|b).log")]
    [DataRow("a**b/c")]
    [DataRow("[].log")]
    [DataRow("[k-].log")]
    [DataRow("[!ab0-9].log")]
    public void What_is_not_supported_is_refused(string glob) => GlobText.ProblemOf("x" + glob).Should().NotBeNull();

    [TestMethod]
    [DataRow("app.log", true)]
    [DataRow("sub/error_log", true)]
    [DataRow("access_log", true)]
    [DataRow("catalina.out", true)]
    [DataRow("syslog", true)]
    [DataRow("log20260131.txt", true)]
    [DataRow("log-20260131.json", true)]
    [DataRow("app-log.txt", true)]
    [DataRow("app.log.json", true)]
    [DataRow("appsettings.json", false)]
    [DataRow("appsettings.Production.json", false)]
    [DataRow("package.json", false)]
    [DataRow("catalog.json", false)]
    [DataRow("login.txt", false)]
    [DataRow("users.txt", false)]
    [DataRow("data.jsonl", false)]
    [DataRow("app.log.1", false)]
    [DataRow(".env", false)]
    [DataRow("app.conf", false)]
    [DataRow("data.db", false)]
    public void Defaults_find_logs_and_neither_configuration_nor_data(string path, bool expected) => new FileGlobs(LoggingOptionNames.DefaultFiles.Split(';')).Match(path).Should().Be(expected);
}
