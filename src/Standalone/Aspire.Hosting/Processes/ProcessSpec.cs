namespace Aspire.Hosting.Processes;

/// <summary>What to start.</summary>
/// <param name="FileName">The full path of the program.</param>
/// <param name="Arguments">Its arguments, unquoted.</param>
/// <param name="WorkingDirectory">Where it runs.</param>
/// <param name="Environment">The variables it gets besides the inherited ones.</param>
internal sealed record ProcessSpec(
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment);
