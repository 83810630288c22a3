using System.Globalization;

namespace Faults.Driving;

/// <summary>
/// How long faults are made, and which: the same seed makes the same ones in the same order.
/// </summary>
public sealed record FaultOptions(int Seed, TimeSpan Length)
{
    /// <summary>How long each call of the container engine takes besides, for the AppHost and its orchestrator.</summary>
    public TimeSpan Delay { get; init; }

    public static FaultOptions? Parse(string[] arguments)
    {
        var options = new FaultOptions(Random.Shared.Next(10_000), TimeSpan.FromMinutes(1));
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair is not [var name, var text] || !double.TryParse(text, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            switch (name)
            {
                case "--seed":
                    options = options with { Seed = (int)value };
                    break;
                case "--minutes":
                    options = options with { Length = TimeSpan.FromMinutes(value) };
                    break;
                case "--delay":
                    options = options with { Delay = TimeSpan.FromSeconds(value) };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
