namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that consumers reach by a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IExpressionValue, IValueWithReferences
{
    /// <summary>Gets the connection string.</summary>
    ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>Gets the name of the environment variable that takes the connection string.</summary>
    /// <value><c>ConnectionStrings__{name}</c> when <see langword="null"/>.</value>
    string? ConnectionStringEnvironmentVariable => null;

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    IEnumerable<object> IValueWithReferences.References => [ConnectionStringExpression];

    /// <summary>Gets the connection string as the host sees it.</summary>
    /// <param name="cancellationToken">Ends the wait for values in it.</param>
    /// <returns>The connection string.</returns>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default)
        => ConnectionStringExpression.GetValueAsync(cancellationToken);

    /// <summary>Gets the parts of the connection string, such as host and port.</summary>
    /// <returns>The parts by name.</returns>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() => [];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => GetConnectionStringAsync(cancellationToken);

    ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
        => ConnectionStringExpression.GetValueAsync(context, cancellationToken);
}
