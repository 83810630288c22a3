namespace Aspire.Hosting.ApplicationModel;

internal sealed class ExecutionConfigurationResult : IExecutionConfigurationResult
{
    public required IEnumerable<object> References { get; init; }

    public required IEnumerable<(object Unprocessed, string Processed, bool IsSensitive)> ArgumentsWithUnprocessed { get; init; }

    public required IEnumerable<KeyValuePair<string, (object Unprocessed, string Processed)>> EnvironmentVariablesWithUnprocessed { get; init; }

    public required IEnumerable<IExecutionConfigurationData> AdditionalConfigurationData { get; init; }

    public required Exception? Exception { get; init; }

    public IEnumerable<(string Value, bool IsSensitive)> Arguments
        => ArgumentsWithUnprocessed.Select(argument => (argument.Processed, argument.IsSensitive));

    public IEnumerable<KeyValuePair<string, string>> EnvironmentVariables
        => EnvironmentVariablesWithUnprocessed.Select(variable => KeyValuePair.Create(variable.Key, variable.Value.Processed));
}
