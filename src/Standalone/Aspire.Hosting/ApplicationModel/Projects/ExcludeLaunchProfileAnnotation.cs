namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes a project start without a launch profile.</summary>
public sealed class ExcludeLaunchProfileAnnotation : IResourceAnnotation;
