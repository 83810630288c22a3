using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Tests.Hosting;

namespace Aspire.Sidecar.Agent.Tests.Following;

[TestClass]
public sealed class FolderLockTests
{
    [TestMethod]
    public void One_has_it_until_it_lets_go()
    {
        using var folder = new LogFolder();
        var path = folder[".sidecar/logs.lock"];
        using (FolderLock.TryTake(path, out _))
        {
            FolderLock.TryTake(path, out var holder).Should().BeNull();
            holder.Should().Be($"process {Environment.ProcessId} on {Environment.MachineName}");
        }

        using var next = FolderLock.TryTake(path, out _);
        next.Should().NotBeNull();
    }

    [TestMethod]
    public void It_holds_where_nothing_can_be_written()
    {
        // A file of which every write fails for want of room.
        const string Full = "/dev/full";
        Requirement.Check("LINUX", File.Exists(Full) ? null : $"There is no {Full} here.");

        using var first = FolderLock.TryTake(Full, out _);
        first.Should().NotBeNull();
        FolderLock.TryTake(Full, out _).Should().BeNull();
    }
}
