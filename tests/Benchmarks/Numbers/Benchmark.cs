namespace Benchmarks.Numbers;

/// <summary>
/// Something that can be measured.
/// </summary>
/// <param name="Rounds">How often, or how many of what, if the user says nothing.</param>
/// <param name="RunAsync">Measures.</param>
internal sealed record Benchmark(int Rounds, Func<int, Task<IReadOnlyList<Row>>> RunAsync);
