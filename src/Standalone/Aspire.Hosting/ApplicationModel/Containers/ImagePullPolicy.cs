namespace Aspire.Hosting.ApplicationModel;

/// <summary>When an image is pulled.</summary>
public enum ImagePullPolicy
{
    /// <summary>As the container engine does without being told.</summary>
    Default,

    /// <summary>At every start.</summary>
    Always,

    /// <summary>When the machine does not have it.</summary>
    Missing,

    /// <summary>Never.</summary>
    Never,
}
