namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds a part to the connection properties of a resource.</summary>
/// <param name="name">The name of the part.</param>
/// <param name="referenceExpression">The value of the part.</param>
public sealed class ConnectionPropertyAnnotation(string name, ReferenceExpression referenceExpression) : IResourceAnnotation
{
    /// <summary>Gets the name of the part.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>Gets the value of the part.</summary>
    public ReferenceExpression Value { get; } = referenceExpression ?? throw new ArgumentNullException(nameof(referenceExpression));
}
