namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder of the AppHost for files that it makes.</summary>
public interface IAspireStore
{
    /// <summary>Gets the absolute path of the folder.</summary>
    string BasePath { get; }

    /// <summary>Stores a file under a name that depends on its content; the same content gives the same file.</summary>
    /// <param name="filenameTemplate">The name, to which a hash of the content is added.</param>
    /// <param name="contentStream">The content.</param>
    /// <returns>The absolute path of the file.</returns>
    string GetFileNameWithContent(string filenameTemplate, Stream contentStream);
}
