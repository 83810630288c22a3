namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks attributes on parameters that take a name of the application model.</summary>
public interface IModelNameParameter;
