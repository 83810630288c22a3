namespace Aspire.Hosting.ApplicationModel;

internal static class ModelName
{
    public static void Validate(string target, string name) => Validate(target, name, NameValidationPolicyAnnotation.Default);

    public static void Validate(string target, string name, NameValidationPolicyAnnotation policy)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(name);

        if (FindProblem(name, policy) is { } problem)
        {
            throw new ArgumentException($"{target} name '{name}' is invalid. Name {problem}", nameof(name));
        }
    }

    private static string? FindProblem(string name, NameValidationPolicyAnnotation policy)
    {
        if (policy.MaxLength is { } maxLength && (name.Length is 0 || name.Length > maxLength))
        {
            return $"must be between 1 and {maxLength} characters long.";
        }

        if (FindBadCharacter(name, policy) is { } problem)
        {
            return problem;
        }

        return name switch
        {
            [var first, ..] when policy.ValidateStartsWithLetter && !char.IsAsciiLetter(first) => "must start with an ASCII letter.",
            [.., '-'] when policy.ValidateNoTrailingHyphen => "cannot end with a hyphen.",
            _ => null,
        };
    }

    private static string? FindBadCharacter(string name, NameValidationPolicyAnnotation policy)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '-')
            {
                if (policy.ValidateNoConsecutiveHyphens && i > 0 && name[i - 1] == '-')
                {
                    return "cannot contain consecutive hyphens.";
                }
            }
            else if (policy.ValidateAllowedCharacters && !char.IsAsciiLetterOrDigit(name[i]))
            {
                return "must contain only ASCII letters, digits, and hyphens.";
            }
        }

        return null;
    }
}
