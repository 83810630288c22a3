namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// How long the files of a shared volume are kept.
/// </summary>
public enum SharedVolumeLifetime
{
    /// <summary>As long as the pod, as Kubernetes' <c>emptyDir</c>: empty at the start of every run.</summary>
    Ephemeral,

    /// <summary>Over runs of the application.</summary>
    Persistent,
}
