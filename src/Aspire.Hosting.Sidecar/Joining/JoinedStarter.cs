using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// The way from a resource to a running container in the network of another: events and waits as Aspire has them, the main's container, the values, the image,
/// then create, copy and start.
/// </summary>
internal sealed partial class JoinedStarter(
    IContainerEngine engine,
    NamespaceArguments namespaces,
    ContainerSpecBuilder specs,
    JoinedImages images,
    Leftovers leftovers,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    TimeProvider time)
{
    /// <summary>Labels by which the orchestrator finds at its next start what an AppHost that was killed has left behind.</summary>
    private const string OrchestratorLabels = "com.microsoft.developer.usvc-dev.";

    private const string HostNetwork = "host";

    /// <summary>Times that a container is made: the image may be missing, and the main's container go away meanwhile.</summary>
    private const int Attempts = 5;

    /// <summary>After this time it is said that values are still missing.</summary>
    private static readonly TimeSpan ValuesTime = TimeSpan.FromSeconds(10);

    /// <returns>What was started.</returns>
    /// <exception cref="DistributedApplicationException">It could not be started.</exception>
    public async Task<StartedContainer> StartAsync(JoinedSidecar sidecar, bool isNewImageWanted, CancellationToken cancellationToken)
    {
        var state = sidecar.State;
        sidecar.Resource.TryGetContainerImageName(out var image);
        await state.AnnounceConnectionStringsAsync(cancellationToken).ConfigureAwait(false);
        await state.ShowStartingAsync(image ?? "").ConfigureAwait(false);
        await eventing.PublishAsync(new BeforeResourceStartedEvent(sidecar.Resource, services), cancellationToken).ConfigureAwait(false);
        var spec = await BuildAsync(sidecar, cancellationToken).ConfigureAwait(false);
        await images.PrepareAsync(sidecar, spec.Image, isNewImageWanted, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            await state.ShowAsync(new(KnownResourceStates.Starting, null)).ConfigureAwait(false);
            var donor = sidecar.Member.Network == PodNetwork.Pod
                ? await namespaces.DonorAsync(sidecar.Pod.Main.Resource, cancellationToken).ConfigureAwait(false)
                : null;
            if (sidecar.Member.IsPersistent && await FindAsync(spec, donor, cancellationToken).ConfigureAwait(false) is { } known)
            {
                return new(spec, known, donor);
            }

            var result = await RunAsync(sidecar, spec, donor, cancellationToken).ConfigureAwait(false);
            if (result.IsSuccess)
            {
                return new(spec, result.Output, donor);
            }

            if (attempt < Attempts && await images.TryPullMissingAsync(sidecar, spec.Image, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            // The main may have been replaced or started again meanwhile: then what was joined is not there any more, and the next one is.
            if (attempt == Attempts || donor is null || await donor.IsAliveAsync(engine, cancellationToken).ConfigureAwait(false))
            {
                throw JoinException.FromEngine(result);
            }
        }
    }

    /// <summary>
    /// Removes a container that has ended, and the volumes without a name that came with it.
    /// </summary>
    public async Task RemoveAsync(JoinedSidecar sidecar, string container)
    {
        await engine.RunAsync(new("rm", "--force", "--volumes", container), CancellationToken.None).ConfigureAwait(false);
        leftovers.Forget(Leftovers.Container, sidecar.ContainerName);
    }

    private async Task<ContainerSpec> BuildAsync(JoinedSidecar sidecar, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var building = specs.BuildAsync(sidecar, cancellationToken);
        if (await Task.WhenAny(building, Task.Delay(ValuesTime, time, over.Token)).ConfigureAwait(false) != building && !cancellationToken.IsCancellationRequested)
        {
            LogWaiting(sidecar.Logger, sidecar.Resource.Name);
        }

        await over.CancelAsync().ConfigureAwait(false);
        return await building.ConfigureAwait(false);
    }

    /// <summary>Creates and starts the container. A container that does not start is removed.</summary>
    private async Task<EngineResult> RunAsync(JoinedSidecar sidecar, ContainerSpec spec, ContainerInspection? donor, CancellationToken cancellationToken)
    {
        if (!sidecar.Member.IsPersistent)
        {
            leftovers.Watch(Leftovers.Container, spec.Name);
        }

        var created = await CreateAsync(sidecar, spec, donor, cancellationToken).ConfigureAwait(false);
        if (!created.IsSuccess && created.Error.Contains("already in use", StringComparison.OrdinalIgnoreCase))
        {
            // Of an earlier start that nobody saw the end of.
            await RemoveFormerAsync(spec.Name, cancellationToken).ConfigureAwait(false);
            created = await CreateAsync(sidecar, spec, donor, cancellationToken).ConfigureAwait(false);
        }

        if (!created.IsSuccess)
        {
            return created;
        }

        var container = created.Output.Split('\n')[^1].Trim();
        try
        {
            var copied = spec.Files.IsEmpty
                ? created
                : await engine.RunAsync(new("cp", "--archive=false", "-", $"{container}:/") { Input = spec.Files }, cancellationToken).ConfigureAwait(false);
            var started = copied.IsSuccess ? await engine.RunAsync(new("start", container), cancellationToken).ConfigureAwait(false) : copied;
            if (started.IsSuccess)
            {
                return started with { Output = container };
            }

            await RemoveAsync(sidecar, container).ConfigureAwait(false);
            return started;
        }
        catch (OperationCanceledException)
        {
            await RemoveAsync(sidecar, container).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<EngineResult> CreateAsync(JoinedSidecar sidecar, ContainerSpec spec, ContainerInspection? donor, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await WriteSecretlyAsync(file, CreateArguments.FileVariables(spec), cancellationToken).ConfigureAwait(false);
            var arguments = CreateArguments.Write(spec, donor is null ? ["--network", HostNetwork] : namespaces.Network(donor), Labels(sidecar, spec, donor), file);
            return await engine.RunAsync(new([.. arguments]) { Variables = CreateArguments.ClientVariables(spec) }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Only this user can read it, from its first byte on.</summary>
    private static async Task WriteSecretlyAsync(string file, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var writer = new StreamWriter(file, options);
        await using var closing = writer.ConfigureAwait(false);
        foreach (var line in lines)
        {
            await writer.WriteAsync($"{line}\n".AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <remarks>The orchestrator's labels are those of the main's container: with others it would take a living sidecar for an orphan. A persistent one carries what it was made from.</remarks>
    private static IEnumerable<string> Labels(JoinedSidecar sidecar, ContainerSpec spec, ContainerInspection? donor) => sidecar.Member.IsPersistent
        ? ["--label", $"{SpecHash.Label}={SpecHash.Of(spec)}"]
        :
        [
            .. EngineOwner.Arguments,
            .. (donor?.Labels ?? ImmutableDictionary<string, string>.Empty).Where(label => label.Key.StartsWith(OrchestratorLabels, StringComparison.Ordinal) && !sidecar.Pod.Main.IsPersistent)
                .SelectMany(label => (string[])["--label", $"{label.Key}={label.Value}"]),
        ];

    /// <summary>
    /// Finds the container of an earlier run that is just what is wanted; one that is not is removed.
    /// </summary>
    private async Task<string?> FindAsync(ContainerSpec spec, ContainerInspection? donor, CancellationToken cancellationToken)
    {
        if (await ContainerInspection.OfAsync(engine, spec.Name, cancellationToken).ConfigureAwait(false) is not { } known)
        {
            return null;
        }

        if (known.IsRunning && known.Labels.GetValueOrDefault(SpecHash.Label) == SpecHash.Of(spec) && IsInNetwork(known, donor))
        {
            return known.Id;
        }

        await RemoveFormerAsync(known, spec.Name, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task RemoveFormerAsync(string name, CancellationToken cancellationToken)
    {
        if (await ContainerInspection.OfAsync(engine, name, cancellationToken).ConfigureAwait(false) is { } known)
        {
            await RemoveFormerAsync(known, name, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="JoinException">It is somebody else's, and stays: a name that the user chose may be taken.</exception>
    private async Task RemoveFormerAsync(ContainerInspection known, string name, CancellationToken cancellationToken)
    {
        if (!IsOurs(known))
        {
            leftovers.Forget(Leftovers.Container, name);
            throw new JoinException($"the name '{name}' is taken by a container that is not of this application. Remove that container, or choose another name.", canHeal: false);
        }

        await engine.RunAsync(new("rm", "--force", "--volumes", known.Id), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Of this run, or of one that has ended, or of the orchestrator, which removes what it finds under its names itself.</summary>
    private static bool IsOurs(ContainerInspection known) => known.Labels.TryGetValue(EngineOwner.Label, out var label) && EngineOwner.Parse(label) is { } owner
        ? owner == EngineOwner.Current || owner.HasEnded
        : known.Labels.Keys.Any(key => key == SpecHash.Label || key.StartsWith(OrchestratorLabels, StringComparison.Ordinal));

    /// <summary>A main that was started again meanwhile has another network: one that had joined the former is left without any.</summary>
    private bool IsInNetwork(ContainerInspection known, ContainerInspection? donor) => donor is null
        ? known.NetworkMode == HostNetwork
        : !known.HasStartedBefore(donor) && (engine.IsPodman || known.NetworkMode == $"container:{donor.Id}");

    [LoggerMessage(EventId = 64, Level = LogLevel.Warning, Message = "'{Resource}' still waits, for the container of its main or for the address of something that its environment or arguments refer to.")]
    private static partial void LogWaiting(ILogger logger, string resource);
}
