using System.Diagnostics;
using Aspire.Hosting.Sidecar.Running;

namespace Aspire.Hosting.Sidecar.Tests.Running;

[TestClass]
public sealed class ProcessTreeTests
{
    [TestMethod]
    public void A_child_is_found_whichever_thread_has_started_it()
    {
        if (!File.Exists($"/proc/self/task/{Environment.ProcessId}/children"))
        {
            Assert.Inconclusive("This system does not tell the children of a process.");
        }

        using ManualResetEventSlim over = new();
        Process? child = null;
        Thread thread = new(() =>
        {
            child = Process.Start(new ProcessStartInfo("sleep", "1000"));
            over.Wait();
        });
        thread.Start();
        try
        {
            SpinWait.SpinUntil(() => child is not null, Eventually.Patience).Should().BeTrue();

            ProcessTree.ChildrenOf(Environment.ProcessId).Should().Contain(child!.Id);
        }
        finally
        {
            over.Set();
            thread.Join();
            child?.Kill();
            child?.Dispose();
        }
    }
}
