namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that has a placeholder when the application is published.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>Gets the placeholder, for example <c>{api.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}
