using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Reads configuration that was worked out for a resource.</summary>
public static class ExecutionConfigurationResultExtensions
{
    /// <summary>Gets data of another kind than arguments and environment variables.</summary>
    /// <typeparam name="T">The kind of data.</typeparam>
    /// <param name="configuration">The configuration.</param>
    /// <param name="additionalData">The data.</param>
    /// <returns>Whether there is such data.</returns>
    public static bool TryGetAdditionalData<T>(this IExecutionConfigurationResult configuration, [NotNullWhen(true)] out T? additionalData) where T : IExecutionConfigurationData
    {
        ArgumentNullException.ThrowIfNull(configuration);

        additionalData = configuration.AdditionalConfigurationData.OfType<T>().FirstOrDefault();
        return additionalData is not null;
    }
}
