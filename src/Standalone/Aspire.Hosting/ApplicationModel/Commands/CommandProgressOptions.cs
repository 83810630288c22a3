namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is shown while a command runs.</summary>
public sealed class CommandProgressOptions
{
    /// <summary>Gets or sets the message.</summary>
    public string? Message { get; set; }

    /// <summary>Gets or sets the title.</summary>
    public string? Title { get; set; }

    /// <summary>Gets or sets whether the command cannot be cancelled.</summary>
    public bool HideCancelButton { get; set; }
}
