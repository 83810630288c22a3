using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Recognises emulators.</summary>
public static class EmulatorResourceExtensions
{
    /// <summary>Says whether a resource stands in for a cloud service.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>Whether it is an emulator.</returns>
    public static bool IsEmulator(this IResource resource) => resource.HasAnnotationOfType<EmulatorResourceAnnotation>();
}
