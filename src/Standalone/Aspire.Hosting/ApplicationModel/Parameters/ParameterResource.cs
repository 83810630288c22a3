using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is given to the application from outside.</summary>
/// <param name="name">The name of the parameter.</param>
/// <param name="callback">Gets the value; it is called once, with <see cref="Default"/>.</param>
/// <param name="secret">Whether the value is kept out of sight.</param>
[DebuggerDisplay("{Name,nq}, Secret = {Secret}")]
public class ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false) : Resource(name), IExpressionValue
{
    private readonly Func<ParameterDefault?, string> _callback = callback ?? throw new ArgumentNullException(nameof(callback));
    private readonly Lock _gate = new();
    private string? _configurationKey;
    private string? _value;

    /// <summary>Gets the value.</summary>
    /// <exception cref="MissingParameterValueException">There is none.</exception>
    [Obsolete("Use GetValueAsync for async access or pass the ParameterResource directly to methods that accept it (e.g., environment variables).")]
    public string Value => Read();

    /// <summary>Gets or sets the value to use when the configuration gives none.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>Gets whether the value is kept out of sight.</summary>
    public bool Secret { get; } = secret;

    /// <summary>Gets or sets whether the value is a connection string.</summary>
    public bool IsConnectionString { get; set; }

    /// <summary>Gets or sets the description.</summary>
    public string? Description { get; set; }

    /// <summary>Gets or sets whether the description is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; set; }

    /// <inheritdoc />
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The configuration value that gives the parameter its value.</summary>
    internal string ConfigurationKey
    {
        get => _configurationKey ?? (IsConnectionString ? $"ConnectionStrings:{Name}" : $"Parameters:{Name}");
        set => _configurationKey = value;
    }

    /// <summary>Gets the value.</summary>
    /// <param name="cancellationToken">Not used: the value is there or it is missing.</param>
    /// <returns>The value.</returns>
    /// <exception cref="MissingParameterValueException">There is none.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<string?>(Read());
    }

    /// <summary>Gets the value, which is the same for every consumer.</summary>
    /// <param name="_">Says who the consumer is.</param>
    /// <param name="cancellationToken">Not used: the value is there or it is missing.</param>
    /// <returns>The value.</returns>
    /// <exception cref="MissingParameterValueException">There is none.</exception>
#pragma warning disable CA1725 // The name of the parameter is part of Aspire's signature.
    public ValueTask<string?> GetValueAsync(ValueProviderContext _, CancellationToken cancellationToken) => GetValueAsync(cancellationToken);
#pragma warning restore CA1725

    private string Read()
    {
        lock (_gate)
        {
            return _value ??= _callback(Default);
        }
    }
}
