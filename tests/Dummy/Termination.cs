using System.Runtime.InteropServices;

namespace Dummy;

internal static class Termination
{
    private static PosixSignalRegistration? _ignored;

    public static async Task WaitAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            ended.TrySetResult();
        });
        Console.Out.WriteLine("waiting");
        await ended.Task;
        Console.Out.WriteLine("told to end");
    }

    public static void Ignore() => _ignored = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
}
