namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a resource whose HTTP endpoints speak HTTP/2.</summary>
internal sealed class Http2ServiceAnnotation : IResourceAnnotation;
