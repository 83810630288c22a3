using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names the image of a container. A resource with this annotation is a container, whatever its class.</summary>
[DebuggerDisplay("{Registry,nq}/{Image,nq}:{Tag,nq}")]
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    private string? _tag;
    private string? _sha256;

    /// <summary>Gets or sets the registry; that of the container engine when <see langword="null"/>.</summary>
    public string? Registry { get; set; }

    /// <summary>Gets or sets the name of the image.</summary>
    public required string Image { get; set; }

    /// <summary>Gets or sets the tag. Setting it clears <see cref="SHA256"/>.</summary>
    public string? Tag
    {
        get => _tag;
        set
        {
            _tag = value;
            _sha256 = null;
        }
    }

    /// <summary>Gets or sets the digest in hexadecimal digits. Setting it clears <see cref="Tag"/>.</summary>
    public string? SHA256
    {
        get => _sha256;
        set
        {
            _sha256 = value;
            _tag = null;
        }
    }
}
