namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a resource is executed.</summary>
public interface IExecutionConfigurationResult
{
    /// <summary>Gets the values that were resolved, as they were given.</summary>
    IEnumerable<object> References { get; }

    /// <summary>Gets the arguments before and after resolving, and whether they are secret.</summary>
    IEnumerable<(object Unprocessed, string Processed, bool IsSensitive)> ArgumentsWithUnprocessed { get; }

    /// <summary>Gets the arguments and whether they are secret.</summary>
    IEnumerable<(string Value, bool IsSensitive)> Arguments { get; }

    /// <summary>Gets the environment variables before and after resolving.</summary>
    IEnumerable<KeyValuePair<string, (object Unprocessed, string Processed)>> EnvironmentVariablesWithUnprocessed { get; }

    /// <summary>Gets the environment variables.</summary>
    IEnumerable<KeyValuePair<string, string>> EnvironmentVariables { get; }

    /// <summary>Gets data of other kinds.</summary>
    IEnumerable<IExecutionConfigurationData> AdditionalConfigurationData { get; }

    /// <summary>Gets what went wrong.</summary>
    /// <value><see langword="null"/> when everything was resolved.</value>
    Exception? Exception { get; }
}
