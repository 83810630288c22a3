using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Tests.Eventing;

internal sealed record TestEvent(int Number) : IDistributedApplicationEvent;
