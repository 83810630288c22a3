using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.Tests.Api;

/// <summary>What a public type promises besides its members.</summary>
internal sealed record TypeShape(string Name, string Kind, bool IsObsolete, bool IsFlags, string? ExperimentalId)
{
    public required IReadOnlySet<string> Bases { get; init; }

    /// <summary>Interfaces that come with the base class; a list of bases may or may not repeat them.</summary>
    public IReadOnlySet<string> InheritedInterfaces { get; init; } = new HashSet<string>();

    public static TypeShape Of(Type type)
    {
        var baseClass = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) ? parent : null;
        var interfaces = type.GetInterfaces().Where(candidate => candidate.IsPublic || candidate.IsNestedPublic).Select(FormatName);
        IEnumerable<string> bases = type.IsEnum ? ["int"] : baseClass is null ? interfaces : interfaces.Append(FormatName(baseClass));
        return new TypeShape(
            FormatName(type),
            FormatKind(type),
            type.IsDefined(typeof(ObsoleteAttribute)) && !type.IsByRefLike,
            type.IsDefined(typeof(FlagsAttribute)),
            type.GetCustomAttribute<ExperimentalAttribute>()?.DiagnosticId)
        {
            Bases = bases.ToHashSet(),
            InheritedInterfaces = (baseClass?.GetInterfaces() ?? []).Select(FormatName).ToHashSet(),
        };
    }

    /// <summary>Reads a line such as <c>sealed class A.B&lt;T&gt; : A.C, A.D where T : notnull [Obsolete] | 3</c>.</summary>
    public static TypeShape Parse(string line)
    {
        var text = line[..line.LastIndexOf(" | ", StringComparison.Ordinal)];
        var isObsolete = TakeSuffix(ref text, "[Obsolete]");
        var isFlags = TakeSuffix(ref text, "[Flags]");
        isObsolete |= TakeSuffix(ref text, "[Obsolete]");
        string? experimentalId = null;
        if (text.IndexOf(" [Experimental ", StringComparison.Ordinal) is var attribute and >= 0)
        {
            experimentalId = text[(attribute + " [Experimental ".Length)..].TrimEnd(']');
            text = text[..attribute];
        }

        text = Before(Before(text, " where "), " (+internal");
        var head = Before(text, " : ");
        var bases = head.Length == text.Length ? "" : text[(head.Length + 3)..];
        var nameStart = head.LastIndexOf(' ', head.IndexOf('<') is var generic and >= 0 ? generic : head.Length - 1);
        return new TypeShape(RemoveVariance(head[(nameStart + 1)..]), head[..nameStart], isObsolete, isFlags, experimentalId)
        {
            Bases = Split(bases).ToHashSet(),
        };
    }

    private static string FormatKind(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null;
        return type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsByRefLike: true } => "ref struct",
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => isRecord ? "sealed record" : "sealed class",
            _ => isRecord ? "record" : "class",
        };
    }

    private static string FormatName(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var prefix = type.IsNested ? FormatName(type.DeclaringType!) : type.Namespace;
        var name = $"{prefix}.{type.Name.Split('`')[0]}";
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(FormatName))}>" : name;
    }

    private static bool TakeSuffix(ref string text, string suffix)
    {
        var found = text.EndsWith($" {suffix}", StringComparison.Ordinal);
        text = found ? text[..^(suffix.Length + 1)] : text;
        return found;
    }

    private static string Before(string text, string separator) => text.Split(separator)[0];

    private static string RemoveVariance(string name) => name.Replace("<out ", "<", StringComparison.Ordinal).Replace("<in ", "<", StringComparison.Ordinal);

    private static IEnumerable<string> Split(string bases)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < bases.Length; i++)
        {
            depth += bases[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (bases[i] == ',' && depth == 0)
            {
                yield return bases[start..i];
                start = i + 2;
            }
        }

        if (bases.Length > start)
        {
            yield return bases[start..];
        }
    }
}
