namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says what happens to an annotation of the same type when another one is added.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>Both annotations stay.</summary>
    Append,

    /// <summary>The new annotation takes the place of the existing one.</summary>
    Replace,
}
