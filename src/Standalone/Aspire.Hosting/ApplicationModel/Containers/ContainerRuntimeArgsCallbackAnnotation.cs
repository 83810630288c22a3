namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds arguments to the call that creates a container.</summary>
public sealed class ContainerRuntimeArgsCallbackAnnotation : IResourceAnnotation
{
    /// <summary>Initializes an annotation with an asynchronous callback.</summary>
    /// <param name="callback">The callback.</param>
    public ContainerRuntimeArgsCallbackAnnotation(Func<ContainerRuntimeArgsCallbackContext, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);

        Callback = callback;
    }

    /// <summary>Initializes an annotation with a callback that needs only the arguments.</summary>
    /// <param name="callback">The callback.</param>
    public ContainerRuntimeArgsCallbackAnnotation(Action<IList<object>> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);

        Callback = context =>
        {
            callback(context.Args);
            return Task.CompletedTask;
        };
    }

    /// <summary>Gets the callback.</summary>
    public Func<ContainerRuntimeArgsCallbackContext, Task> Callback { get; }
}
