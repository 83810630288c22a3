namespace Aspire.Hosting.ApplicationModel;

internal sealed class ExecutionConfigurationGathererContext : IExecutionConfigurationGathererContext
{
    private readonly HashSet<IExecutionConfigurationData> _additionalData = [];

    public List<object> Arguments { get; } = [];

    public Dictionary<string, object> EnvironmentVariables { get; } = [];

    public IReadOnlyCollection<IExecutionConfigurationData> AdditionalData => _additionalData;

    public void AddAdditionalData(IExecutionConfigurationData metadata) => _additionalData.Add(metadata);
}
