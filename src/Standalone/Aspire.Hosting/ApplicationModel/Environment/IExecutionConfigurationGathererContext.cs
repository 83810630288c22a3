namespace Aspire.Hosting.ApplicationModel;

/// <summary>Takes configuration before its values are resolved.</summary>
public interface IExecutionConfigurationGathererContext
{
    /// <summary>Gets the arguments.</summary>
    List<object> Arguments { get; }

    /// <summary>Gets the environment variables.</summary>
    Dictionary<string, object> EnvironmentVariables { get; }

    /// <summary>Adds data of another kind.</summary>
    /// <param name="metadata">The data.</param>
    void AddAdditionalData(IExecutionConfigurationData metadata);
}
