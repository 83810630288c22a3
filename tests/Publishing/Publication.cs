using System.Collections.Concurrent;
using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Publishing;

/// <summary>
/// What an application writes when it is published, and what it says meanwhile.
/// </summary>
public sealed class Publication
{
    private Publication(string folder, IReadOnlyList<LogEntry> log) => (Folder, Log) = (folder, log);

    public string Folder { get; }

    public IReadOnlyList<LogEntry> Log { get; }

    /// <summary>The files by their paths, in order.</summary>
    public SortedDictionary<string, string> Files => new(
        Directory.Exists(Folder)
            ? Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'), File.ReadAllText)
            : [],
        StringComparer.Ordinal);

    public string this[string path] => Files.TryGetValue(path, out var content)
        ? content
        : throw new FileNotFoundException($"'{path}' was not published, but {string.Join(", ", Files.Keys)}. Errors: {string.Join(Environment.NewLine, Errors)}");

    public IEnumerable<string> Warnings => Messages(LogLevel.Warning);

    /// <summary>A pipeline that fails does not throw: it says so in the log.</summary>
    public IEnumerable<string> Errors => Log.Where(entry => entry.Level >= LogLevel.Error).Select(entry => entry.Exception is null ? entry.Message : $"{entry.Message} {entry.Exception}");

    public static async Task<Publication> CreateAsync(Action<IDistributedApplicationBuilder> describe, string applicationName = "samples", string? into = null, string step = "publish")
    {
        var root = TemporaryFolder.Create();
        var folder = into ?? Path.Combine(root, "out");
        var log = new ConcurrentQueue<LogEntry>();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--operation", "publish", "--step", step, "--output-path", folder],
            DisableDashboard = true,
            ProjectDirectory = root,
        });
        builder.Environment.ApplicationName = applicationName;

        // Aspire's own handlers of BeforeStartEvent insist on an orchestrator, which is not started when an application is published.
        builder.Configuration["DcpPublisher:CliPath"] = "not-started";
        builder.Configuration["DcpPublisher:DashboardPath"] = "not-started";
        builder.Configuration["AppHost:Sha256"] = "042d6aebca" + new string('0', 54);
        builder.Services.AddLogging(logging => logging.ClearProviders().AddProvider(new LogRecorder(log)).SetMinimumLevel(LogLevel.Information));
        describe(builder);
        await using var application = builder.Build();
        await application.RunAsync();
        return new(folder, [.. log]);
    }

    private IEnumerable<string> Messages(LogLevel level) => Log.Where(entry => entry.Level == level).Select(entry => entry.Message);
}
