using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Notifications;

/// <summary>A resource that does nothing.</summary>
internal sealed class Thing(string name) : Resource(name), IResourceWithWaitSupport;
