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
    /// <summary>Two at once, to different members.</summary>
    public static Step Both(Step first, Step second) => new(
        $"{first.Description}, and at once {second.Description}",
        Target: null,
        running => Task.WhenAll(first.MakeAsync(running), second.MakeAsync(running)),
        before => second.Expect(first.Expect(before)));

    public override string ToString() => Description;
}
