using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting;

/// <summary>Sets how much the AppHost logs about itself, and how that looks.</summary>
internal static class AppHostLogging
{
    public static void Configure(HostApplicationBuilder host, DistributedApplicationOptions options)
    {
        host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        host.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        host.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        host.Logging.AddFilter("Polly", LogLevel.Warning);
        if (!options.DisableDashboard)
        {
            // It logs an error with a stack trace for each failed check, which is how a resource that is still starting looks.
            host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
        }

        host.Logging.AddConfiguration(host.Configuration.GetSection("Logging"));
        if (Enum.TryParse<LogLevel>(host.Configuration["ASPIRE_LOGLEVEL"], ignoreCase: true, out var level))
        {
            host.Services.Configure<LoggerFilterOptions>(filters => filters.Rules.Add(new LoggerFilterRule(null, null, level, null)));
        }

        // Without a name the formatter is the simple one too, but then it takes its options from elsewhere.
        host.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName ??= ConsoleFormatterNames.Simple);
        host.Services.Configure<SimpleConsoleFormatterOptions>(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
    }
}
