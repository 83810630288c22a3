namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known when the application runs.</summary>
public interface IValueProvider
{
    /// <summary>Gets the value as the host sees it.</summary>
    /// <param name="cancellationToken">Ends the wait for the value.</param>
    /// <returns>The value.</returns>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets the value as a consumer sees it.</summary>
    /// <param name="context">Says who the consumer is.</param>
    /// <param name="cancellationToken">Ends the wait for the value.</param>
    /// <returns>The value.</returns>
    ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
        => GetValueAsync(cancellationToken);
}
