using Faults.Driving;
using Faults.Pod;

namespace Faults.Steps;

/// <summary>
/// Something that is done to the pod, and what is then to be true.
/// </summary>
/// <param name="Description">What is done.</param>
/// <param name="Target">To whom, or <see langword="null"/> for all.</param>
/// <param name="MakeAsync">Does it.</param>
/// <param name="Expect">From what was expected before.</param>
internal sealed record Step(string Description, Member? Target, Func<RunningPod, Task> MakeAsync, Func<Expectation, Expectation> Expect)
{
    private static readonly string[] Gone = ["is not running", "is not paused", "no such container", "has no container", "is being removed", "already in progress", "container state improper", "it was stopped before it had started", "namespace path: "];

    /// <summary>Two at once, to different members. Podman refuses one of them sometimes, and then nobody is started.</summary>
    public static Step Both(Step first, Step second) => new(
        $"{first.Description}, and at once {second.Description}",
        Target: null,
        running => Task.WhenAll(UnlessGoneAsync(() => first.MakeAsync(running)), UnlessGoneAsync(() => second.MakeAsync(running))),
        before => TestEngine.IsPodman ? second.Expect(first.Expect(before)).WithoutLeastStarts() : second.Expect(first.Expect(before)));

    /// <summary>Does something to a container, unless another step has taken it away.</summary>
    public static async Task UnlessGoneAsync(Func<Task> make)
    {
        try
        {
            await make();
        }
        catch (Exception exception) when (exception is InvalidOperationException or AssertFailedException && Gone.Any(words => exception.Message.Contains(words, StringComparison.OrdinalIgnoreCase)))
        {
            // There is nothing that could be done to it.
        }
    }

    public override string ToString() => Description;
}
