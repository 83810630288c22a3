using Aspire.Hosting.Sidecar.Diagnostics;

namespace Aspire.Hosting.Sidecar.Model;

/// <summary>
/// Checks arguments against what can sensibly be meant.
/// </summary>
internal static class Bounded
{
    /// <summary>More than a day is a mistake, and some of what waits cannot wait for weeks.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromDays(1);

    /// <exception cref="ArgumentOutOfRangeException">The time is not more than 0, or more than a day.</exception>
    public static void CheckPositive(TimeSpan value, string what, string parameterName)
    {
        if (value <= TimeSpan.Zero || value > MaxTime)
        {
            throw new ArgumentOutOfRangeException(parameterName, value, CallDiagnostics.TimeOutOfRange(what, value, "more than 0", MaxTime));
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The time is less than another, or more than a day.</exception>
    public static void CheckAtLeast(TimeSpan value, TimeSpan least, string what, string parameterName)
    {
        if (value < least || value > MaxTime)
        {
            throw new ArgumentOutOfRangeException(
                parameterName, value, CallDiagnostics.TimeOutOfRange(what, value, $"at least {least.ToString("g", System.Globalization.CultureInfo.InvariantCulture)}", MaxTime));
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The enumeration has no such value.</exception>
    public static void CheckDefined<T>(T value, string parameterName)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(
                parameterName, value, CallDiagnostics.NoSuchValue(typeof(T).Name, Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture), string.Join(", ", Enum.GetNames<T>())));
        }
    }
}
