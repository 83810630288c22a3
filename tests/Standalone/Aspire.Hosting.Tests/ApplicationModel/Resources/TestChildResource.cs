using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Resources;

internal sealed class TestChildResource(string name, TestResource parent) : TestResource(name), IResourceWithParent<TestResource>
{
    public TestResource Parent { get; } = parent;
}
