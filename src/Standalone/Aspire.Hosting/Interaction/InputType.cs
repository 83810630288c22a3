namespace Aspire.Hosting;

/// <summary>What can be entered into an input.</summary>
public enum InputType
{
    /// <summary>Text of one line.</summary>
    Text,

    /// <summary>Text that is not shown.</summary>
    SecretText,

    /// <summary>One of some options.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,
}
