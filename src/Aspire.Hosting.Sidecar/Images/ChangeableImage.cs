using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Images;

/// <summary>
/// The image of a sidecar that can be changed while the application runs.
/// </summary>
/// <remarks>
/// <para>
/// A joined sidecar takes its image anew at each start: there the annotation is changed.
/// </para>
/// <para>
/// Of an ordinary container Aspire's orchestrator fixes the image when the application starts; only run arguments and arguments are made anew at each start.
/// They stand on either side of the image: <c>create … RUNARGUMENTS IMAGE ARGUMENTS</c>. So the run arguments end with <c>--label</c>, which takes the fixed image
/// for a label, and the arguments begin with the image that is wanted. That can go once the orchestrator reads the image annotation at each start.
/// </para>
/// </remarks>
internal sealed class ChangeableImage(IResource container, bool isJoined, ImageReference declared, InteractionInput input) : IResourceAnnotation
{
    private readonly ImageReference _declared = declared;
    private int _isChanging;
    private bool _isReplaced;

    /// <summary>What the next start takes.</summary>
    public ImageReference Current { get; private set; } = declared;

    /// <summary>Begins a change, unless one is under way.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _isChanging, 1) == 0;

    public void End() => Volatile.Write(ref _isChanging, 0);

    public void Use(ImageReference image)
    {
        Current = image;
        input.Value = image.Version;
        if (isJoined)
        {
            SetAnnotation(container.Annotations.OfType<ContainerImageAnnotation>().Last(), image);
        }
        else if (!_isReplaced)
        {
            // Now and not before: no run argument may come after these.
            _isReplaced = true;
            container.Annotations.Add(new ContainerRuntimeArgsCallbackAnnotation(arguments => AddIfChanged(arguments.Count, "--label", arguments)));
            container.Annotations.Add(new CommandLineArgsCallbackAnnotation(arguments => AddIfChanged(0, $"{Current}", arguments)));
        }
    }

    private void AddIfChanged(int index, string argument, IList<object> arguments)
    {
        if (Current != _declared)
        {
            arguments.Insert(index, argument);
        }
    }

    private static void SetAnnotation(ContainerImageAnnotation annotation, ImageReference image)
    {
        if (image.IsDigest)
        {
            annotation.SHA256 = image.Version[ImageReference.DigestPrefix.Length..];
        }
        else
        {
            annotation.Tag = image.Version;
        }
    }
}
