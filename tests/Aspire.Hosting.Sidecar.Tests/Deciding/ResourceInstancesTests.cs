using Aspire.Hosting.Sidecar.Deciding;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

[TestClass]
public class ResourceInstancesTests
{
    private readonly ResourceInstances _instances = new();

    [TestMethod]
    public void A_resource_is_up_as_long_as_one_replica_is()
    {
        _instances.Update("api-a", MemberPhase.Running, null);
        _instances.Update("api-b", MemberPhase.Running, null);

        _instances.Update("api-a", MemberPhase.Ended, 1).Should().Be((MemberPhase.Running, null));
        _instances.Update("api-b", MemberPhase.Ended, 0).Should().Be((MemberPhase.Ended, 1));
    }

    [TestMethod]
    public void A_single_instance_is_itself()
        => _instances.Update("api-a", MemberPhase.Ended, 137).Should().Be((MemberPhase.Ended, 137));
}
