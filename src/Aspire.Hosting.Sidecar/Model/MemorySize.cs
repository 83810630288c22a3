using System.Globalization;

namespace Aspire.Hosting.Sidecar.Model;

/// <summary>
/// Reads sizes in the notations of Compose (<c>64m</c>, <c>1gb</c>) and of Kubernetes (<c>64Mi</c>, <c>1G</c>).
/// </summary>
internal static class MemorySize
{
    // https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-byte-values: lower case is binary.
    // https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/: Ki, Mi, Gi are binary; k, M, G decimal.
    private static readonly Dictionary<string, long> Units = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["b"] = 1,
        ["k"] = 1L << 10,
        ["kb"] = 1L << 10,
        ["m"] = 1L << 20,
        ["mb"] = 1L << 20,
        ["g"] = 1L << 30,
        ["gb"] = 1L << 30,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["K"] = 1_000,
        ["M"] = 1_000_000,
        ["G"] = 1_000_000_000,
    };

    /// <summary>
    /// Writes bytes in the largest binary unit that leaves a whole number.
    /// </summary>
    public static string Format(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var unit = 0;
        for (; bytes > 0 && bytes % 1024 == 0 && unit < units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {units[unit]}");
    }

    /// <summary>
    /// Returns the bytes, or <see langword="null"/> if the text is malformed, not positive or beyond 64 bits.
    /// </summary>
    public static long? Parse(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (!decimal.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || !Units.TryGetValue(text[digits..], out var unit))
        {
            return null;
        }

        return number > long.MaxValue / unit || number * unit < 1 ? null : (long)(number * unit);
    }
}
