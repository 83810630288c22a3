using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Images;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// The command that changes the tag of a sidecar's image.
/// </summary>
internal static class ImageCommand
{
    public const string Name = "change-image-tag";
    public const string TagArgument = "tag";
    private const string Label = "Change image tag";
    private const string Icon = "Tag";

    /// <summary>
    /// Offers the command on every container sidecar of the pod, unless its image is built from a Dockerfile: that has no other version.
    /// </summary>
    public static void Offer(PodPlan pod)
    {
        foreach (var sidecar in pod.Sidecars.Where(sidecar => sidecar.IsContainer))
        {
            var container = sidecar.Resource;
            if (!container.HasAnnotationOfType<DockerfileBuildAnnotation>() && ImageReference.Of(container) is { } image)
            {
                Offer(pod, sidecar, image);
            }
        }
    }

    private static void Offer(PodPlan pod, PodMember sidecar, ImageReference declared)
    {
        var resource = sidecar.Resource;
        InteractionInput tag = new()
        {
            Name = TagArgument,
            Label = "Tag",
            Description = $"Tag or sha256 digest of '{declared.Repository}'.",
            InputType = InputType.Text,
            Required = true,
            Value = declared.Version,
        };
        ChangeableImage image = new(resource, sidecar.IsJoined, declared, tag);
        resource.Annotations.Add(image);
        resource.Annotations.Add(new ResourceCommandAnnotation(
            Name,
            Label,
            _ => ResourceCommandState.Enabled,
            context => context.Services.GetRequiredService<ImageChanger>().ChangeAsync(
                pod, sidecar, image, context.Arguments.GetString(TagArgument)!, context.CancellationToken),
            $"Replaces '{resource.Name}', and nothing else, by another version of its image.",
            [tag],
            confirmationMessage: null,
            Icon,
            IconVariant.Regular,
            isHighlighted: false,
            validateArguments: context =>
            {
                Validate(resource, context);
                return Task.CompletedTask;
            }));
    }

    private static void Validate(IResource resource, InputsDialogValidationContext context)
    {
        if (context.Inputs.GetString(TagArgument) is not { } tag || !ImageReference.IsVersion(tag))
        {
            context.AddValidationError(TagArgument, SidecarDiagnostics.MalformedTag(resource.Name, context.Inputs.GetString(TagArgument) ?? ""));
        }
    }
}
