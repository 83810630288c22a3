namespace Aspire.Hosting.ApplicationModel;

/// <summary>A file that is put into a container. It has either contents or a source.</summary>
public abstract class ContainerFileBase : ContainerFileSystemItem
{
    /// <summary>Gets or sets the contents.</summary>
    public string? Contents { get; set; }

    /// <summary>Gets or sets the path of the file on the machine that is copied.</summary>
    public string? SourcePath { get; set; }

    /// <summary>Gets or sets whether the container starts when the file could not be put into it.</summary>
    public bool? ContinueOnError { get; set; }
}
