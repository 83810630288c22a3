namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback that adds arguments for the container engine works with.</summary>
/// <param name="args">The arguments so far.</param>
/// <param name="cancellationToken">Ends the callback.</param>
public sealed class ContainerRuntimeArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    /// <summary>Gets the arguments. An argument is a text or a value provider.</summary>
    public IList<object> Args { get; } = args ?? throw new ArgumentNullException(nameof(args));

    /// <summary>Gets the token that ends the callback.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
