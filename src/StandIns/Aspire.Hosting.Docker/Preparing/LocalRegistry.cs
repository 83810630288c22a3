using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker.Preparing;

/// <summary>
/// Where images go if the application has no registry: nowhere, because the engine that builds them runs them.
/// </summary>
internal sealed class LocalRegistry : IContainerRegistry
{
    public static readonly LocalRegistry Instance = new();

    private LocalRegistry()
    {
    }

    public ReferenceExpression Name => ReferenceExpression.Create($"local");

    public ReferenceExpression Endpoint => ReferenceExpression.Create($"");
}
