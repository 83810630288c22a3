namespace Testing;

/// <summary>The folder in which an application keeps its files for as long as a test needs them.</summary>
internal sealed class TemporaryStore : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sidecar-tests-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // A container has written into it as another user, or a process that was killed with its AppHost does still.
        }
    }
}
