using System.Globalization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// A number, or a text that stands for one.
/// </summary>
/// <param name="Number">The number.</param>
/// <param name="Text">The text.</param>
public sealed record Int32OrStringV1(int? Number = null, string? Text = null) : IEquatable<int>, IEquatable<string>
{
    /// <summary>Makes it of a number.</summary>
    /// <param name="value">The number.</param>
    public Int32OrStringV1(int value)
        : this(Number: value)
    {
    }

    /// <summary>Makes it of a text, which may be a number.</summary>
    /// <param name="value">The text.</param>
    public Int32OrStringV1(string? value)
        : this(Parse(value), Parse(value) is null ? value : null)
    {
    }

    /// <summary>Gets number or text.</summary>
    public string? Value => Number?.ToString(CultureInfo.InvariantCulture) ?? Text;

    /// <summary>Makes it of a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Int32OrStringV1(int value) => new(value);

    /// <inheritdoc/>
    public bool Equals(int other) => Number == other;

    /// <inheritdoc/>
    public bool Equals(string? other) => Text == other;

    /// <inheritdoc/>
    public override string? ToString() => Value;

    private static int? Parse(string? value) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
