using System.Reflection;

namespace Aspire.Hosting.Testing;

/// <summary>Runs the entry point of an AppHost's assembly.</summary>
internal static class AppHostProgram
{
    /// <summary>Runs it in a thread of its own, for it blocks that thread for as long as the application runs.</summary>
    public static Task RunAsync(Assembly assembly, string[] args, AppHostInterception interception)
    {
        var entryPoint = assembly.EntryPoint
            ?? throw new InvalidOperationException($"Assembly '{assembly.GetName().Name}' does not have an entry point.");
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(entryPoint, args, interception, ended)) { IsBackground = true, Name = $"Entry point of {assembly.GetName().Name}" };
        thread.Start();

        return ended.Task;
    }

    private static void Run(MethodInfo entryPoint, string[] args, AppHostInterception interception, TaskCompletionSource ended)
    {
        AppHostInterception.Current = interception;
        try
        {
            // The compiler wraps an asynchronous Main into a synchronous entry point.
            entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entryPoint.GetParameters().Length == 0 ? [] : [args], null);
            ended.TrySetResult();
        }
#pragma warning disable CA1031 // Whatever the program throws belongs to whoever runs it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ended.TrySetException(exception);
        }
    }
}
