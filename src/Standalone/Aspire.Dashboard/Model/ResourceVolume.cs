namespace Aspire.Dashboard.Model;

/// <summary>A volume or a bind mount of a resource.</summary>
/// <param name="Source">The name of the volume or the path on this machine; nothing for an anonymous one.</param>
/// <param name="Target">Where the resource sees it.</param>
/// <param name="MountType">Such as <c>volume</c> or <c>bind</c>.</param>
/// <param name="IsReadOnly">Whether the resource can only read.</param>
public sealed record ResourceVolume(string? Source, string Target, string MountType, bool IsReadOnly);
