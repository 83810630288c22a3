namespace Aspire.Hosting.ApplicationModel;

/// <summary>A file or folder that is put into a container before it starts.</summary>
public abstract class ContainerFileSystemItem
{
    private string _name = "";

    /// <summary>Gets or sets the name, without a path.</summary>
    /// <exception cref="ArgumentException">The name is empty or a path.</exception>
    public string Name
    {
        get => _name;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            if (value.AsSpan().ContainsAny('/', '\\'))
            {
                throw new ArgumentException(
                    $"Name '{value}' must be a simple file or folder name and not include any path separators (eg, / or \\). To specify parent folders, use one or more ContainerDirectory entries.", nameof(value));
            }

            _name = value;
        }
    }

    /// <summary>Gets or sets the user id of the owner; the default of the destination when <see langword="null"/>.</summary>
    public int? Owner { get; set; }

    /// <summary>Gets or sets the group id; the default of the destination when <see langword="null"/>.</summary>
    public int? Group { get; set; }

    /// <summary>Gets or sets the permissions; the default of the destination when 0.</summary>
    public UnixFileMode Mode { get; set; }
}
