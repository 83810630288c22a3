namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a resource an icon in the dashboard.</summary>
/// <param name="iconName">The name of a Fluent UI system icon.</param>
/// <param name="iconVariant">The variant of the icon.</param>
public sealed class ResourceIconAnnotation(string iconName, IconVariant iconVariant = IconVariant.Filled) : IResourceAnnotation
{
    /// <summary>Gets the name of the icon.</summary>
    public string IconName { get; } = iconName ?? throw new ArgumentNullException(nameof(iconName));

    /// <summary>Gets the variant of the icon.</summary>
    public IconVariant IconVariant { get; } = iconVariant;
}
