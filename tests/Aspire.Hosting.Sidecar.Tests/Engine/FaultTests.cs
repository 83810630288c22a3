using Faults.Driving;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// A short run of tests/Faults, always the same.
/// </summary>
[TestClass]
[DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public sealed class FaultTests
{
    private const int Seed = 4;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Whatever_is_done_to_a_pod_its_members_are_as_they_should_be_when_it_has_settled()
    {
        await TestEngine.RequireAsync();

        var broken = await FaultRun.RunAsync(new FaultOptions(Seed, Length), TestContext.WriteLine);

        broken.Should().BeNull();
    }
}
