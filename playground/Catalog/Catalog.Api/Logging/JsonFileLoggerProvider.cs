namespace Catalog.Api.Logging;

[ProviderAlias("JsonFile")]
internal sealed class JsonFileLoggerProvider(string path, TimeProvider time) : ILoggerProvider
{
    private const long MaxBytes = 8 * 1024 * 1024;
    private const int Keep = 3;

    private readonly LogFile _file = new(path, MaxBytes, Keep);

    public ILogger CreateLogger(string categoryName) => new JsonFileLogger(categoryName, _file, time);

    public void Dispose() => _file.Dispose();
}
