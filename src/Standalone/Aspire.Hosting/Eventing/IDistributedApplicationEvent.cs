namespace Aspire.Hosting.Eventing;

/// <summary>Something that happens to a distributed application and that can be subscribed to.</summary>
#pragma warning disable CA1040 // Aspire's interface is empty: it marks types.
public interface IDistributedApplicationEvent;
#pragma warning restore CA1040
