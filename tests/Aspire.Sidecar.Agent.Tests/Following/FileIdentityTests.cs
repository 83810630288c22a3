using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Tests.Hosting;

namespace Aspire.Sidecar.Agent.Tests.Following;

[TestClass]
public sealed class FileIdentityTests
{
    [TestMethod]
    public void A_file_stays_itself_when_it_is_renamed_and_written()
    {
        using var folder = new LogFolder();
        folder.Append("a", "1");
        folder.Append("b", "1");
        FileIdentityReader.TryRead(folder["a"], out var before).Should().BeTrue();
        FileIdentityReader.TryRead(folder["b"], out var other).Should().BeTrue();
        folder.Rename("a", "c");
        folder.Append("c", "2");
        FileIdentityReader.TryRead(folder["c"], out var after).Should().BeTrue();
        using var handle = FileContent.Open(folder["c"]);
        FileIdentityReader.TryRead(handle, out var opened).Should().BeTrue();

        after.Should().Be(before).And.Be(opened).And.NotBe(other);
        FileIdentity.TryParse(before.ToString(), out var parsed).Should().BeTrue();
        parsed.Should().Be(before);
    }

    [TestMethod]
    public void Folders_and_missing_files_have_none()
    {
        using var folder = new LogFolder();
        FileIdentityReader.TryRead(folder.Path, out _).Should().BeFalse();
        FileIdentityReader.TryRead(folder["missing"], out _).Should().BeFalse();
        FileIdentity.TryParse("12", out _).Should().BeFalse();
    }
}
