using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Aspire.Hosting.Sidecar.Telemetry.Usage;

/// <summary>
/// Reads what <c>docker stats</c> and <c>podman stats</c> print: one JSON object a line with <c>CPUPerc</c>, <c>MemUsage</c> in binary units and <c>PIDs</c>, or
/// one array of objects with <c>cpu_percent</c>, <c>mem_usage</c> in decimal units and <c>pids</c>.
/// </summary>
internal static class EngineStats
{
    private static readonly Dictionary<string, double> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["B"] = 1,
        ["kB"] = 1e3,
        ["MB"] = 1e6,
        ["GB"] = 1e9,
        ["TB"] = 1e12,
        ["KiB"] = 1L << 10,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
        ["TiB"] = 1L << 40,
    };

    /// <summary>
    /// The arguments that have the engine print the usage of some containers once.
    /// </summary>
    public static IEnumerable<string> Arguments(bool isPodman, IEnumerable<string> containers) =>
        ["stats", "--no-stream", .. isPodman ? (string[])["--format", "json"] : ["--no-trunc", "--format", "{{json .}}"], .. containers];

    /// <summary>
    /// Returns what could be read; a container that does not run has no figures.
    /// </summary>
    public static ImmutableArray<ContainerUsage> Parse(string output)
    {
        try
        {
            return output.StartsWith('[')
                ? ParseAll(output)
                : [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(line => ParseAll($"[{line}]"))];
        }
        catch (JsonException)
        {
            // A warning of the engine in place of figures: there are none this time.
            return [];
        }
    }

    private static ImmutableArray<ContainerUsage> ParseAll(string array)
    {
        using var document = JsonDocument.Parse(array);
        return [.. document.RootElement.EnumerateArray().Select(Read).OfType<ContainerUsage>()];
    }

    private static ContainerUsage? Read(JsonElement container)
    {
        if (container.ValueKind != JsonValueKind.Object || Text("ID", "id") is not { Length: > 0 } id)
        {
            return null;
        }

        return Percent(Text("CPUPerc", "cpu_percent")) is { } percent
            && Bytes(Text("MemUsage", "mem_usage")?.Split('/')[0]) is { } memory
            && int.TryParse(Text("PIDs", "pids"), NumberStyles.None, CultureInfo.InvariantCulture, out var processes)
            ? new(id, Text("Name", "name") ?? "", percent / 100, memory, processes)
            : null;

        string? Text(string docker, string podman) =>
            container.TryGetProperty(docker, out var value) || container.TryGetProperty(podman, out value) ? value.ToString() : null;
    }

    private static double? Percent(string? text) =>
        text is [.. var number, '%'] && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent : null;

    private static long? Bytes(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var digits = trimmed.TakeWhile(character => char.IsAsciiDigit(character) || character == '.').Count();
        return double.TryParse(trimmed.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Units.TryGetValue(trimmed[digits..].Trim(), out var unit) ? (long)(number * unit) : null;
    }
}
