namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks data that a source of configuration hands on besides arguments and environment variables.</summary>
public interface IExecutionConfigurationData;
