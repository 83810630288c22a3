namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a resource that starts only when its start command is given.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;
