namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command ended.</summary>
public sealed class ExecuteCommandResult
{
    private readonly string? _message;

    /// <summary>Gets whether the command succeeded.</summary>
    public required bool Success { get; init; }

    /// <summary>Gets whether the command was cancelled.</summary>
    public bool Canceled { get; init; }

    /// <summary>Gets the message for the user.</summary>
    public string? Message
    {
        get => _message;
        init => _message = value;
    }

    /// <summary>Gets the message for the user. Setting it changes nothing when <see cref="Message"/> is set.</summary>
    [Obsolete("Use Message instead.")]
    public string? ErrorMessage
    {
        get => _message;
        init => _message ??= value;
    }

    /// <summary>Gets what the command produced.</summary>
    public CommandResultData? Data { get; init; }

    /// <summary>The arguments with what is wrong with them, if that is why the command was not executed.</summary>
    internal InteractionInputCollection? InvalidArguments { get; init; }
}
