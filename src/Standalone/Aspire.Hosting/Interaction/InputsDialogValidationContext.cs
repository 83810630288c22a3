namespace Aspire.Hosting;

/// <summary>What a callback that checks inputs works with.</summary>
public sealed class InputsDialogValidationContext
{
    /// <summary>Gets the inputs with their values.</summary>
    public required InteractionInputCollection Inputs { get; init; }

    /// <summary>Gets the token that ends the check.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Gets the services of the application.</summary>
    public required IServiceProvider Services { get; init; }

    internal bool HasErrors { get; private set; }

    /// <summary>Says what is wrong with an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="errorMessage">What is wrong.</param>
    /// <exception cref="ArgumentException">The message is empty.</exception>
    public void AddValidationError(InteractionInput input, string errorMessage)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(errorMessage);

        input.ValidationErrors.Add(errorMessage);
        HasErrors = true;
    }

    /// <summary>Says what is wrong with an input.</summary>
    /// <param name="inputName">The name of the input.</param>
    /// <param name="errorMessage">What is wrong.</param>
    /// <exception cref="ArgumentException">The message is empty.</exception>
    /// <exception cref="KeyNotFoundException">There is no such input.</exception>
    public void AddValidationError(string inputName, string errorMessage) => AddValidationError(Inputs[inputName], errorMessage);
}
