namespace Aspire.Hosting.ApplicationModel;

/// <summary>The usual sources of configuration.</summary>
public static class ExecutionConfigurationBuilderExtensions
{
    /// <summary>Adds the arguments that callbacks set.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IExecutionConfigurationBuilder WithArgumentsConfig(this IExecutionConfigurationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.AddExecutionConfigurationGatherer(new ArgumentsGatherer());
    }

    /// <summary>Adds the environment variables that callbacks set.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IExecutionConfigurationBuilder WithEnvironmentVariablesConfig(this IExecutionConfigurationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.AddExecutionConfigurationGatherer(new EnvironmentVariablesGatherer());
    }
}
