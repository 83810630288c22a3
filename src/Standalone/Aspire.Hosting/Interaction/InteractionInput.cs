using System.Diagnostics;

namespace Aspire.Hosting;

/// <summary>Something that a user is asked for.</summary>
[DebuggerDisplay("{Name,nq} = {Value}")]
public sealed class InteractionInput
{
    private readonly int? _maxLength;

    /// <summary>Gets the name by which the value is found.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the text beside the input.</summary>
    /// <value>The name unless set.</value>
    public string? Label { get; init; }

    /// <summary>Gets the explanation.</summary>
    public string? Description { get; init; }

    /// <summary>Gets whether the explanation is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; init; }

    /// <summary>Gets what can be entered.</summary>
    public required InputType InputType { get; init; }

    /// <summary>Gets whether a value must be entered.</summary>
    public bool Required { get; init; }

    /// <summary>Gets or sets what can be chosen: values and the texts that are shown for them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Options { get; set; }

    /// <summary>Gets or sets the value.</summary>
    public string? Value { get; set; }

    /// <summary>Gets the text that is shown while there is no value.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Gets whether a value that is not among the options can be entered.</summary>
    public bool AllowCustomChoice { get; init; }

    /// <summary>Gets or sets whether nothing can be entered.</summary>
    public bool Disabled { get; set; }

    /// <summary>Gets the most characters that a text may have, more than 0.</summary>
    /// <value>8,000 unless set.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int? MaxLength
    {
        get => _maxLength;
        init
        {
            if (value is { } length)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length, nameof(MaxLength));
            }

            _maxLength = value;
        }
    }

    /// <summary>What is wrong with the value.</summary>
    internal List<string> ValidationErrors { get; } = [];

    /// <summary>The same input with another value.</summary>
    internal InteractionInput With(string? value) => new()
    {
        Name = Name,
        Label = Label,
        Description = Description,
        EnableDescriptionMarkdown = EnableDescriptionMarkdown,
        InputType = InputType,
        Required = Required,
        Options = Options,
        Value = value,
        Placeholder = Placeholder,
        AllowCustomChoice = AllowCustomChoice,
        Disabled = Disabled,
        MaxLength = MaxLength,
    };
}
