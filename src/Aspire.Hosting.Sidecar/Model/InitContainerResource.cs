namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A container that runs to completion before a main resource starts.
/// </summary>
/// <param name="name">The resource name, unique in the application; by convention <c>{main}-{init}</c>.</param>
/// <remarks>
/// Made by <c>WithInitContainer(name, image, tag)</c>. Any other resource can be an init container too: attaching makes it one, not this class.
/// </remarks>
[AspireExport]
public class InitContainerResource(string name) : ContainerResource(name);
