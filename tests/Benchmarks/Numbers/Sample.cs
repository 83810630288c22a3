using System.Diagnostics;

namespace Benchmarks.Numbers;

/// <summary>
/// Values of one thing that was measured many times.
/// </summary>
/// <param name="unit">What they are in, such as <c>s</c>.</param>
internal sealed class Sample(string unit = "s")
{
    private readonly List<double> _values = [];

    public string Unit => unit;

    public double Median => At(50);

    public double P95 => At(95);

    public double Max => At(100);

    public int Count => _values.Count;

    public void Add(double value) => _values.Add(value);

    public void Add(TimeSpan duration) => Add(duration.TotalSeconds);

    /// <summary>Adds the seconds that something takes.</summary>
    public async Task TimeAsync(Func<Task> action)
    {
        var clock = Stopwatch.StartNew();
        await action();
        Add(clock.Elapsed);
    }

    /// <summary>The values less those of another sample, round by round.</summary>
    public Sample Less(Sample other)
    {
        Sample difference = new(unit);
        foreach (var (own, others) in _values.Zip(other._values))
        {
            difference.Add(own - others);
        }

        return difference;
    }

    private double At(int percent) => _values.Order().ElementAt(Math.Min(_values.Count - 1, _values.Count * percent / 100));
}
