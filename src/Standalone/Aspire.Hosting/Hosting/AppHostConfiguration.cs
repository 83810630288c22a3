using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Reads and writes the configuration keys of an AppHost.</summary>
internal static class AppHostConfiguration
{
    public const string StorePathKey = "Aspire:Store:Path";
    public const string OtlpApiKeyKey = "AppHost:OtlpApiKey";
    public const string BrowserTokenKey = "AppHost:BrowserToken";

    private static readonly Dictionary<string, string> SwitchMappings = new()
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--step"] = "Pipeline:Step",
        ["--output-path"] = "Pipeline:OutputPath",
        ["--log-level"] = "Pipeline:LogLevel",
        ["--include-exception-details"] = "Pipeline:IncludeExceptionDetails",
        ["--clear-cache"] = "Pipeline:ClearCache",
        ["--yes"] = "Pipeline:SkipConfirmation",
        ["--dcp-cli-path"] = "DcpPublisher:CliPath",
        ["--dcp-container-runtime"] = "DcpPublisher:ContainerRuntime",
        ["--dcp-dependency-check-timeout"] = "DcpPublisher:DependencyCheckTimeout",
        ["--dcp-dashboard-path"] = "DcpPublisher:DashboardPath",
    };

    public static void AddCommandLine(ConfigurationManager configuration, string[]? args)
    {
        configuration.AddCommandLine(args ?? [], SwitchMappings);
        if (!string.Equals(configuration["Publishing:Publisher"], "manifest", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        SetDefault(configuration, "Pipeline:Step", "publish-manifest");
        SetDefault(configuration, "AppHost:Operation", "Publish");
    }

    public static DistributedApplicationExecutionContextOptions ReadExecutionContext(IConfiguration configuration)
    {
        var publisher = configuration["Publishing:Publisher"];

        return configuration["AppHost:Operation"]?.ToUpperInvariant() switch
        {
            null when publisher is not null => new DistributedApplicationExecutionContextOptions(DistributedApplicationOperation.Publish, publisher),
            "PUBLISH" => new DistributedApplicationExecutionContextOptions(DistributedApplicationOperation.Publish, publisher ?? "manifest"),
            null or "RUN" => new DistributedApplicationExecutionContextOptions(DistributedApplicationOperation.Run),
            _ => throw new DistributedApplicationException("Invalid operation specified. Valid operations are 'publish' or 'run'."),
        };
    }

    public static void AddPaths(
        ConfigurationManager configuration, DistributedApplicationOptions options, IHostEnvironment environment, string directory, string path)
    {
        var project = options.Metadata.ProjectName is { } projectName ? Path.Combine(directory, projectName) : null;
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppHost:Directory"] = directory,
            ["AppHost:Path"] = path,
            ["AppHost:FilePath"] = File.Exists(project) ? project : null,
            ["AppHost:DashboardApplicationName"] = options.DashboardApplicationName ?? environment.ApplicationName,
        });
        SetDefault(configuration, StorePathKey, options.Metadata.IntermediateDirectory ?? Path.GetFullPath(directory));
    }

    public static void AddHashes(ConfigurationManager configuration, string path, bool isPublishing)
    {
        var configured = configuration["AppHostSha"] is { Length: > 0 } value ? value : null;
        var pathHash = configured ?? Hash(path.ToLowerInvariant());
        var nameHash = configured ?? Hash(Path.GetFileName(path));
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppHost:PathSha256"] = pathHash,
            ["AppHost:ProjectNameSha256"] = nameHash,
            ["AppHost:Sha256"] = isPublishing ? nameHash : pathHash,
        });
    }

    /// <summary>Adds the secrets with which resources, browsers and tools prove that they belong to this run.</summary>
    public static void AddSecrets(ConfigurationManager configuration)
    {
        if (configuration.GetFirst("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS") is { } text
            && bool.TryParse(text, out var isUnsecured)
            && isUnsecured)
        {
            configuration["AppHost:ResourceService:AuthMode"] = "Unsecured";
            return;
        }

        SetDefault(configuration, OtlpApiKeyKey, NewSecret());
        SetDefault(configuration, "AppHost:DashboardApiKey", NewSecret());
        configuration[BrowserTokenKey] =
            configuration.GetFirst("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", "DOTNET_DASHBOARD_FRONTEND_BROWSERTOKEN") ?? NewSecret();
        configuration["AppHost:ResourceService:AuthMode"] = "ApiKey";
        configuration["AppHost:ResourceService:ApiKey"] =
            configuration.GetFirst("ASPIRE_DASHBOARD_RESOURCESERVICE_APIKEY", "DOTNET_DASHBOARD_RESOURCESERVICE_APIKEY") ?? NewSecret();
    }

    /// <summary>The first of several settings that has a value: the current name, then older ones.</summary>
    public static string? GetFirst(this IConfiguration configuration, params string[] keys)
        => keys.Select(key => configuration[key]).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private static void SetDefault(ConfigurationManager configuration, string key, string value)
    {
        if (string.IsNullOrEmpty(configuration[key]))
        {
            configuration[key] = value;
        }
    }

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
