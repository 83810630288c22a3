using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestrator;
using Aspire.Hosting.Tests.ApplicationModel.Resources;

namespace Aspire.Hosting.Tests.Orchestrator;

[TestClass]
public sealed class StartOperationTests : IDisposable
{
    private readonly InstanceController _instance = new(new TestResource("job"), new ResourceInstance("job-abcdefgh", "abcdefgh", 0), runner: null!, services: null!);

    public void Dispose() => _instance.Dispose();

    [TestMethod]
    public void Start_is_called_off_with_its_last_instance()
    {
        using var operation = new StartOperation([_instance], CancellationToken.None);

        operation.CallOff(_instance);

        operation.IsCalledOff.Should().BeTrue();
        operation.CancellationToken.IsCancellationRequested.Should().BeTrue();
    }

    [TestMethod]
    public void Calling_off_a_start_that_is_just_over_does_nothing()
    {
        var operation = new StartOperation([_instance], CancellationToken.None);
        operation.Dispose();

        operation.Invoking(over => over.CallOff(_instance)).Should().NotThrow();
    }
}
