namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps a published project from trusting forwarded headers.</summary>
public sealed class DisableForwardedHeadersAnnotation : IResourceAnnotation;
