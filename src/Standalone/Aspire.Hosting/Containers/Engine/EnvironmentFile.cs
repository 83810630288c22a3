namespace Aspire.Hosting.Containers.Engine;

/// <summary>A file of environment variables that nobody else can read and that is gone once it has been used.</summary>
internal sealed class EnvironmentFile : IDisposable
{
    private EnvironmentFile(string path) => Path = path;

    public string Path { get; }

    public static async Task<EnvironmentFile?> CreateAsync(IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        if (variables.Count == 0)
        {
            return null;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new EnvironmentFile(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"aspire-{Guid.NewGuid():N}.env"));
        try
        {
            using var writer = new StreamWriter(file.Path, options);
            foreach (var (name, value) in variables)
            {
                await writer.WriteAsync($"{name}={value}\n".AsMemory(), cancellationToken).ConfigureAwait(false);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => File.Delete(Path);
}
