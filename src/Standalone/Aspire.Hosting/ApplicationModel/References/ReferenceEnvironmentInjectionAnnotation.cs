namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says which environment variables references give to a resource.</summary>
/// <param name="flags">The kinds of variables.</param>
public sealed class ReferenceEnvironmentInjectionAnnotation(ReferenceEnvironmentInjectionFlags flags) : IResourceAnnotation
{
    /// <summary>Gets the kinds of variables.</summary>
    public ReferenceEnvironmentInjectionFlags Flags { get; } = flags;

    internal static ReferenceEnvironmentInjectionFlags Of(IResource resource)
        => resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var annotation) ? annotation.Flags : ReferenceEnvironmentInjectionFlags.All;
}
