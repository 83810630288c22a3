using System.Globalization;

namespace Benchmarks;

/// <summary>
/// Durations of one thing that was done many times.
/// </summary>
internal sealed class Sample(string name)
{
    private readonly List<TimeSpan> _durations = [];

    public TimeSpan Median => At(50);

    public void Add(TimeSpan duration) => _durations.Add(duration);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-52} median {Median.TotalSeconds,6:0.00} s   p95 {At(95).TotalSeconds,6:0.00} s   max {At(100).TotalSeconds,6:0.00} s   n {_durations.Count}");

    private TimeSpan At(int percent) => _durations.Order().ElementAt(Math.Min(_durations.Count - 1, _durations.Count * percent / 100));
}
