using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Generates a random value, for example a password.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Letters that look like digits, and characters that need escaping in URLs, connection strings or shells, are left out.
    private const string LowerCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCharacters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericCharacters = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    /// <summary>Gets or sets the least number of characters.</summary>
    /// <value>22 unless set, which makes 128 random bits with all kinds of characters.</value>
    public int MinLength { get; set; } = 22;

    /// <summary>Gets or sets whether lower case letters are used.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool Lower { get; set; } = true;

    /// <summary>Gets or sets whether upper case letters are used.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool Upper { get; set; } = true;

    /// <summary>Gets or sets whether digits are used.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool Numeric { get; set; } = true;

    /// <summary>Gets or sets whether special characters are used.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool Special { get; set; } = true;

    /// <summary>Gets or sets the least number of lower case letters.</summary>
    public int MinLower { get; set; }

    /// <summary>Gets or sets the least number of upper case letters.</summary>
    public int MinUpper { get; set; }

    /// <summary>Gets or sets the least number of digits.</summary>
    public int MinNumeric { get; set; }

    /// <summary>Gets or sets the least number of special characters.</summary>
    public int MinSpecial { get; set; }

    /// <summary>Generates a value. Every call gives another one.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The settings contradict each other.</exception>
    public override string GetDefaultValue()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MinLength);
        (string Name, string Characters, bool IsEnabled, int Minimum)[] kinds =
        [
            (nameof(Lower), LowerCharacters, Lower, MinLower),
            (nameof(Upper), UpperCharacters, Upper, MinUpper),
            (nameof(Numeric), NumericCharacters, Numeric, MinNumeric),
            (nameof(Special), SpecialCharacters, Special, MinSpecial),
        ];

        var required = new List<char>();
        foreach (var kind in kinds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(kind.Minimum);
            if (!kind.IsEnabled && kind.Minimum > 0)
            {
                throw new ArgumentException($"'Min{kind.Name}' must be 0 if '{kind.Name}' is disabled.");
            }

            required.AddRange(RandomNumberGenerator.GetItems<char>(kind.Characters, kind.Minimum));
        }

        var alphabet = string.Concat(kinds.Where(kind => kind.IsEnabled).Select(kind => kind.Characters));
        if (alphabet.Length == 0)
        {
            throw new ArgumentException("At least one character type must be enabled.");
        }

        char[] characters = [.. required, .. RandomNumberGenerator.GetItems<char>(alphabet, Math.Max(0, MinLength - required.Count))];
        RandomNumberGenerator.Shuffle<char>(characters);
        return new string(characters);
    }

    /// <inheritdoc />
    public override void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        WriteIfFalse(writer, "lower", Lower);
        WriteIfFalse(writer, "upper", Upper);
        WriteIfFalse(writer, "numeric", Numeric);
        WriteIfFalse(writer, "special", Special);
        WriteIfPositive(writer, "minLower", MinLower);
        WriteIfPositive(writer, "minUpper", MinUpper);
        WriteIfPositive(writer, "minNumeric", MinNumeric);
        WriteIfPositive(writer, "minSpecial", MinSpecial);
        writer.WriteEndObject();
    }

    private static void WriteIfFalse(Utf8JsonWriter writer, string name, bool value)
    {
        if (!value)
        {
            writer.WriteBoolean(name, value);
        }
    }

    private static void WriteIfPositive(Utf8JsonWriter writer, string name, int value)
    {
        if (value > 0)
        {
            writer.WriteNumber(name, value);
        }
    }
}
