using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Images;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Puts right in the state of a member what the host does not know: its limits, what it shares, the image that it really has, and a failure that is over.
/// </summary>
internal static class MemberDisplay
{
    private const string Source = "resource.source";
    private const string Project = "project.path";
    private const string Program = "executable.path";
    private const string Agent = "Aspire.Sidecar.Agent";

    /// <summary>
    /// Returns the snapshot itself if nothing is missing.
    /// </summary>
    public static CustomResourceSnapshot Complete(PodMember member, CustomResourceSnapshot snapshot)
    {
        var resource = member.Resource;
        var properties = snapshot.Properties.With(SidecarProperties.Namespaces, Namespaces(member));
        if (resource.IsContainer() && resource.Annotations.OfType<ResourceLimitsAnnotation>().LastOrDefault() is { } limits)
        {
            properties = properties.With(SidecarProperties.CpuLimit, limits.Cpus?.ToString(CultureInfo.InvariantCulture));
            properties = properties.With(SidecarProperties.MemoryLimit, limits.Memory is { } bytes ? MemorySize.Format(bytes) : null);
            properties = properties.With(SidecarProperties.ProcessLimit, limits.Processes?.ToString(CultureInfo.InvariantCulture));
        }

        if (SourceOf(member, snapshot) is { } source)
        {
            // The path of the program would be shown in its place: dotnet, for all of them.
            properties = WithoutAgent(properties.With(Source, source).With(Program, null));
        }

        if (MemberPhases.Of(snapshot.State?.Text) == MemberPhase.Running)
        {
            // It was started again after it had failed for good.
            properties = properties.With(SidecarProperties.Failure, null);
        }

        if (resource.Annotations.OfType<ChangeableImage>().LastOrDefault() is { } image)
        {
            properties = WithImage(properties, $"{image.Current}");
        }

        var state = StateOf(snapshot);
        return properties == snapshot.Properties && state == snapshot.State ? snapshot : snapshot with { Properties = properties, State = state };
    }

    /// <summary>
    /// The state of a member that has failed, for the orchestrator may tell its end once more: a failure must not look like a job that is done
    /// (https://github.com/CommunityToolkit/Aspire/issues/1509).
    /// </summary>
    private static ResourceStateSnapshot? StateOf(CustomResourceSnapshot snapshot)
    {
        var hasFailed = snapshot.State?.Text == KnownResourceStates.Finished && snapshot.ExitCode is not (null or 0)
            && snapshot.Properties.Any(property => property.Name == SidecarProperties.LastExitCode && Equals(property.Value, snapshot.ExitCode));
        var isForGood = snapshot.Properties.Any(property => property is { Name: SidecarProperties.Failure, Value: not null });
        return hasFailed ? new(KnownResourceStates.Exited, isForGood ? KnownResourceStateStyles.Error : KnownResourceStateStyles.Warn) : snapshot.State;
    }

    /// <summary>
    /// What the dashboard would show as the source if the member had not a type of its own: the project, or the agent.
    /// </summary>
    private static string? SourceOf(PodMember member, CustomResourceSnapshot snapshot) => member.Role == PodMemberRole.Main ? null : member.Resource switch
    {
        ProjectResource => snapshot.Properties.FirstOrDefault(property => property.Name == Project)?.Value is string path ? Path.GetFileName(path) : null,
        LoggingSidecarResource or MonitoringSidecarResource => Agent,
        _ => null,
    };

    /// <summary>What follows the source is the job of the agent, not the path of its assembly.</summary>
    private static ImmutableArray<ResourcePropertySnapshot> WithoutAgent(ImmutableArray<ResourcePropertySnapshot> properties) =>
        properties.Any(property => property.Name == ContainerProperties.GivenArguments && property.Value is IEnumerable<string> values && values.FirstOrDefault()?.EndsWith($"{Agent}.dll", StringComparison.Ordinal) == true)
            ? WithoutFirstArgument(properties)
            : properties;

    private static ImmutableArray<ResourcePropertySnapshot> WithoutFirstArgument(ImmutableArray<ResourcePropertySnapshot> properties) =>
    [
        .. properties.Select(property => property switch
        {
            { Name: ContainerProperties.Arguments or ContainerProperties.GivenArguments, Value: IEnumerable<string> values } => property with { Value = values.Skip(1).ToImmutableArray() },
            { Name: ContainerProperties.Sensitivities, Value: IEnumerable<int> values } => property with { Value = values.Skip(1).ToImmutableArray() },
            _ => property,
        }),
    ];

    /// <summary>The namespaces that a sidecar shares with its main, or <see langword="null"/> if it shares none.</summary>
    private static string? Namespaces(PodMember member)
    {
        string[] shared =
        [
            .. member.IsContainer && member.Network != PodNetwork.Separate ? (string[])["network"] : [],
            .. member.SharesProcesses ? (string[])["processes"] : [],
            .. member.SharesIpc ? (string[])["IPC"] : [],
        ];
        return member.Role == PodMemberRole.Sidecar && shared.Length > 0 ? string.Join(", ", shared) : null;
    }

    private static ImmutableArray<ResourcePropertySnapshot> WithImage(ImmutableArray<ResourcePropertySnapshot> properties, string image)
    {
        // Of a changed image the host knows nothing but a first argument.
        var isFirstArgument = properties.Any(property => property.Name == ContainerProperties.GivenArguments && property.Value is IEnumerable<string> values && values.FirstOrDefault() == image);
        return (isFirstArgument ? WithoutFirstArgument(properties) : properties).With(ContainerProperties.Image, image);
    }
}
