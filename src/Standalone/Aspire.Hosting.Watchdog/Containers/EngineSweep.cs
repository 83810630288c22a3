using System.Globalization;

namespace Aspire.Hosting.Watchdog.Containers;

/// <summary>Removes containers, networks and volumes that nobody needs any more, known by their labels.</summary>
internal sealed class EngineSweep(IEngineClient engine)
{
    /// <summary>Removes what one application has made.</summary>
    /// <param name="run">The run.</param>
    /// <param name="grace">How long containers may take to end by themselves. Zero ends them by force at once.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task RemoveRunAsync(string run, TimeSpan grace, CancellationToken cancellationToken)
        => RemoveAsync($"{EngineLabels.Run}={run}", item => !item.IsPersistent, grace, cancellationToken);

    /// <summary>Removes what a process has made and labelled as its own, by whatever means.</summary>
    public Task RemoveOfCreatorAsync(EngineCreator creator, TimeSpan grace, CancellationToken cancellationToken)
        => RemoveAsync(
            string.Create(CultureInfo.InvariantCulture, $"{EngineLabels.CreatorProcessId}={creator.ProcessId}"),
            item => item.IsEphemeral && item.Creator?.IsSameAs(creator) == true,
            grace,
            cancellationToken);

    /// <summary>Removes what processes have made that do not run any more.</summary>
    public Task HarvestAsync(CancellationToken cancellationToken)
        => RemoveAsync(EngineLabels.CreatorProcessId, item => item.IsEphemeral && item.Creator?.IsAlive() == false, TimeSpan.Zero, cancellationToken);

    // Everything is looked for at once, because each call takes its time; networks and volumes can be removed only when no container uses them.
    private async Task RemoveAsync(string label, Func<EngineObject, bool> isUnneeded, TimeSpan grace, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(
            FindAsync(EngineObjectKind.Container, label, isUnneeded, cancellationToken),
            FindAsync(EngineObjectKind.Network, label, isUnneeded, cancellationToken),
            FindAsync(EngineObjectKind.Volume, label, isUnneeded, cancellationToken)).ConfigureAwait(false);
        if (grace > TimeSpan.Zero && found[0].Length > 0)
        {
            var seconds = Math.Ceiling(grace.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await engine.RunAsync(["stop", "-t", seconds, .. found[0]], cancellationToken).ConfigureAwait(false);
        }

        await RemoveAsync(EngineObjectKind.Container, found[0], cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(
            RemoveAsync(EngineObjectKind.Network, found[1], cancellationToken),
            RemoveAsync(EngineObjectKind.Volume, found[2], cancellationToken)).ConfigureAwait(false);
    }

    private async Task RemoveAsync(EngineObjectKind kind, string[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length > 0)
        {
            await engine.RunAsync([.. kind.Remove, .. ids], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string[]> FindAsync(EngineObjectKind kind, string label, Func<EngineObject, bool> isWanted, CancellationToken cancellationToken)
    {
        var listed = await engine.RunAsync([.. kind.List, "--filter", $"label={label}"], cancellationToken).ConfigureAwait(false);
        if (listed.Lines is not { Length: > 0 } ids)
        {
            return [];
        }

        // Some may be gone by now: the exit code tells of those, and the output has the others.
        var details = await engine.RunAsync([.. kind.Inspect, "--format", kind.Format, .. ids], cancellationToken).ConfigureAwait(false);

        return [.. details.Lines.Select(EngineObjectKind.Parse).OfType<EngineObject>().Where(isWanted).Select(item => item.Id)];
    }
}
