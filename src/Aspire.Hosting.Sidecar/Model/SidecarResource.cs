namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A container that runs beside a main resource and supports it.
/// </summary>
/// <param name="name">The resource name, unique in the application; by convention <c>{main}-{sidecar}</c>.</param>
/// <remarks>
/// Made by <c>WithSidecar(name, image, tag)</c>. Any other resource (a project, an executable, a resource of another
/// integration) can be a sidecar too: attaching makes the sidecar, not this class.
/// </remarks>
[AspireExport]
public class SidecarResource(string name) : ContainerResource(name);
