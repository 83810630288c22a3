using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Aspire.Dashboard.Telemetry;

/// <summary>How much telemetry is kept. What is over displaces the oldest.</summary>
internal sealed record TelemetryLimits
{
    /// <summary>The most services that telemetry is told apart by.</summary>
    public const int MaxSources = 1_000;

    /// <summary>The most log records.</summary>
    public int MaxLogCount { get; init; } = 10_000;

    /// <summary>The most traces.</summary>
    public int MaxTraceCount { get; init; } = 10_000;

    /// <summary>The most data points of one service.</summary>
    public int MaxMetricsCount { get; init; } = 50_000;

    /// <summary>The most attributes of one item.</summary>
    public int MaxAttributeCount { get; init; } = 128;

    /// <summary>The longest text, in characters.</summary>
    public int MaxAttributeLength { get; init; } = 64 * 1024;

    /// <summary>The most events of one span.</summary>
    public int MaxSpanEventCount { get; init; } = 128;

    /// <summary>The most lines of a console that a page keeps.</summary>
    public int MaxConsoleLogCount { get; init; } = 10_000;

    public static TelemetryLimits Read(IConfiguration configuration)
    {
        var defaults = new TelemetryLimits();
        var limits = configuration.GetSection("Dashboard:TelemetryLimits");

        return new TelemetryLimits
        {
            MaxLogCount = Positive(limits, nameof(MaxLogCount), defaults.MaxLogCount),
            MaxTraceCount = Positive(limits, nameof(MaxTraceCount), defaults.MaxTraceCount),
            MaxMetricsCount = Positive(limits, nameof(MaxMetricsCount), defaults.MaxMetricsCount),
            MaxAttributeCount = Positive(limits, nameof(MaxAttributeCount), defaults.MaxAttributeCount),
            MaxAttributeLength = Positive(limits, nameof(MaxAttributeLength), defaults.MaxAttributeLength),
            MaxSpanEventCount = Positive(limits, nameof(MaxSpanEventCount), defaults.MaxSpanEventCount),
            MaxConsoleLogCount = Positive(configuration.GetSection("Dashboard:Frontend"), nameof(MaxConsoleLogCount), defaults.MaxConsoleLogCount),
        };
    }

    private static int Positive(IConfigurationSection section, string name, int defaultValue)
    {
        if (section[name] is not { Length: > 0 } text)
        {
            return defaultValue;
        }

        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new InvalidOperationException($"The setting '{section.Path}:{name}' is '{text}'. Give a whole number greater than 0.");
    }
}
