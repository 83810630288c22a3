using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aspire.Hosting;

/// <summary>Inputs, in their order and by their names. Upper and lower case of names are the same.</summary>
[DebuggerDisplay("{Count} inputs")]
public sealed class InteractionInputCollection : IReadOnlyList<InteractionInput>
{
    private readonly OrderedDictionary<string, InteractionInput> _inputs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a collection.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <exception cref="InvalidOperationException">Two inputs have one name.</exception>
    public InteractionInputCollection(IReadOnlyList<InteractionInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);

        foreach (var input in inputs)
        {
            if (!_inputs.TryAdd(input.Name, input))
            {
                throw new InvalidOperationException($"Duplicate input name '{input.Name}' found. Input names must be unique.");
            }
        }
    }

    /// <summary>Gets the number of inputs.</summary>
    public int Count => _inputs.Count;

    /// <summary>Gets the names of the inputs.</summary>
    public IEnumerable<string> Names => _inputs.Keys;

    /// <summary>Gets an input by its position.</summary>
    /// <param name="index">The position.</param>
    public InteractionInput this[int index] => _inputs.GetAt(index).Value;

    /// <summary>Gets an input by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is no such input.</exception>
    public InteractionInput this[string name]
        => TryGetByName(name, out var input) ? input : throw new KeyNotFoundException($"No input with name '{name}' was found.");

    /// <summary>Gets an input by its name, if there is one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="input">The input.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetByName(string name, [NotNullWhen(true)] out InteractionInput? input) => _inputs.TryGetValue(name, out input);

    /// <summary>Says whether there is an input of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether there is one.</returns>
    public bool ContainsName(string name) => _inputs.ContainsKey(name);

    /// <summary>Gets the value of an input.</summary>
    /// <param name="name">The name of the input.</param>
    /// <returns>The value, or <see langword="null"/> if there is none.</returns>
    /// <exception cref="KeyNotFoundException">There is no such input.</exception>
    public string? GetString(string name) => this[name].Value;

    /// <summary>Gets the value of an input as yes or no.</summary>
    /// <param name="name">The name of the input.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The input has no value.</exception>
    /// <exception cref="FormatException">The value is neither.</exception>
    public bool GetBoolean(string name) => bool.Parse(Value(name));

    /// <summary>Gets the value of an input as a whole number.</summary>
    /// <param name="name">The name of the input.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The input has no value.</exception>
    /// <exception cref="FormatException">The value is not a whole number.</exception>
    public int GetInt32(string name) => int.Parse(Value(name), NumberStyles.Integer, CultureInfo.InvariantCulture);

    /// <summary>Gets the value of an input as a number.</summary>
    /// <param name="name">The name of the input.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The input has no value.</exception>
    /// <exception cref="FormatException">The value is not a number.</exception>
    public double GetDouble(string name) => double.Parse(Value(name), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Copies the inputs into an array.</summary>
    /// <returns>The array.</returns>
    public InteractionInput[] ToArray() => [.. _inputs.Values];

    /// <inheritdoc/>
    public IEnumerator<InteractionInput> GetEnumerator() => _inputs.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Value(string name)
        => GetString(name) ?? throw new InvalidOperationException($"Input '{name}' does not have a value.");
}
