namespace Benchmarks.Numbers;

/// <summary>
/// The table of numbers, in Markdown.
/// </summary>
internal static class NumbersTable
{
    public static readonly string[] Head = ["| | what | median | p95 | peer | ratio | target | |", "|---|---|---|---|---|---|---|---|"];

    /// <summary>A page with the machine, the versions, the rounds of each benchmark and the table.</summary>
    public static async Task<string> PageAsync(IEnumerable<string> rounds, IEnumerable<Row> rows) =>
        $"""
        # Numbers

        Measured by `dotnet run -c Release --project tests/Benchmarks -- all` on {await Machine.DescribeAsync()}. Peers are measured in the same run, in turn with what they are beside;
        where other work is done on the machine, ratios say more than times. Rounds: {string.Join(", ", rounds)}.

        {string.Join('\n', [.. Head, .. rows.Select(row => row.ToString())])}

        """;
}
