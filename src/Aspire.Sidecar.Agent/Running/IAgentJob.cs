using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>A job of the agent: the first word of the command line names it.</summary>
internal interface IAgentJob
{
    /// <summary>What it does, for the usage text.</summary>
    string Summary { get; }

    /// <summary>Its options, for the usage text.</summary>
    IReadOnlyList<Options.OptionDefinition> Options { get; }

    /// <summary>Reads its options; adds a sentence for each that breaks its rule.</summary>
    LogLevel Read(IReadOnlyList<string> arguments, List<string> problems);

    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>What was done, in a line.</returns>
    Task<string> RunAsync(ILogger logger, CancellationToken stopping);
}
