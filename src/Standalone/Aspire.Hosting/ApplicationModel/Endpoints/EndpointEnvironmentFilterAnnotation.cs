namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says which endpoints of a project appear in its URL and port variables.</summary>
internal sealed record EndpointEnvironmentFilterAnnotation(Func<EndpointAnnotation, bool> Filter) : IResourceAnnotation;
