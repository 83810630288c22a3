namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stores files.</summary>
public static class AspireStoreExtensions
{
    /// <summary>Stores a copy of a file under a name that depends on its content.</summary>
    /// <param name="aspireStore">The store.</param>
    /// <param name="filenameTemplate">The name, to which a hash of the content is added.</param>
    /// <param name="sourceFilename">The file to copy.</param>
    /// <returns>The absolute path of the copy.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public static string GetFileNameWithContent(this IAspireStore aspireStore, string filenameTemplate, string sourceFilename)
    {
        ArgumentNullException.ThrowIfNull(aspireStore);
        ArgumentException.ThrowIfNullOrWhiteSpace(filenameTemplate);
        ArgumentException.ThrowIfNullOrWhiteSpace(sourceFilename);

        if (!File.Exists(sourceFilename))
        {
            throw new FileNotFoundException("The source file does not exist.", sourceFilename);
        }

        using var stream = File.OpenRead(sourceFilename);
        return aspireStore.GetFileNameWithContent(filenameTemplate, stream);
    }
}
