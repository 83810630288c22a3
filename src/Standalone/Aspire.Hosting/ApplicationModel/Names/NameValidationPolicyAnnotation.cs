namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says which rules the name of a resource has to follow.</summary>
public sealed class NameValidationPolicyAnnotation : IResourceAnnotation
{
    /// <summary>All rules.</summary>
    public static readonly NameValidationPolicyAnnotation Default = new();

    /// <summary>No rule at all.</summary>
    public static readonly NameValidationPolicyAnnotation None = new()
    {
        MaxLength = null,
        ValidateStartsWithLetter = false,
        ValidateAllowedCharacters = false,
        ValidateNoConsecutiveHyphens = false,
        ValidateNoTrailingHyphen = false,
    };

    /// <summary>Gets the greatest length of a name in characters.</summary>
    /// <value>64, or <see langword="null"/> for no limit.</value>
    public int? MaxLength { get; init; } = 64;

    /// <summary>Gets whether a name starts with an ASCII letter.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool ValidateStartsWithLetter { get; init; } = true;

    /// <summary>Gets whether a name consists of ASCII letters, digits and hyphens.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool ValidateAllowedCharacters { get; init; } = true;

    /// <summary>Gets whether two hyphens in a row are refused.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool ValidateNoConsecutiveHyphens { get; init; } = true;

    /// <summary>Gets whether a hyphen at the end is refused.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool ValidateNoTrailingHyphen { get; init; } = true;
}
