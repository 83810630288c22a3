namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value with both faces: known when the application runs, a placeholder when it is published.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;
