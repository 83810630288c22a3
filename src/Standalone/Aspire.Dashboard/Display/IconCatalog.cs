using System.Collections.Concurrent;
using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace Aspire.Dashboard.Display;

/// <summary>Finds icons of the Fluent set by the names that resources and commands give.</summary>
internal static class IconCatalog
{
    private const string Prefix = "Microsoft.FluentUI.AspNetCore.Components.Icons";
    private static readonly ConcurrentDictionary<(string Name, bool IsFilled), Icon?> Known = [];

    public static Icon Fallback { get; } = new Icons.Regular.Size20.Box();

    public static Icon Find(string? name, bool isFilled, Icon fallback)
        => string.IsNullOrEmpty(name) ? fallback : Known.GetOrAdd((name, isFilled), static key => Create(key.Name, key.IsFilled)) ?? fallback;

    /// <summary>The icon of a type of resource.</summary>
    public static Icon OfType(string type) => type switch
    {
        "Project" => new Icons.Regular.Size20.CodeCircle(),
        "Container" => new Icons.Regular.Size20.Box(),
        "Executable" => new Icons.Regular.Size20.WindowConsole(),
        "Sidecar" => new Icons.Regular.Size20.PuzzlePiece(),
        "InitContainer" => new Icons.Regular.Size20.Hourglass(),
        "Parameter" => new Icons.Regular.Size20.Key(),
        "ConnectionString" => new Icons.Regular.Size20.PlugConnected(),
        "ExternalService" => new Icons.Regular.Size20.Globe(),
        _ => new Icons.Regular.Size20.AppGeneric(),
    };

    // There is one class for each icon, and it has the name of the icon; not every icon comes in every size.
    private static Icon? Create(string name, bool isFilled)
    {
        var variant = isFilled ? "Filled" : "Regular";
        foreach (var size in (string[])["Size20", "Size24", "Size16"])
        {
            if (Type.GetType($"{Prefix}.{variant}.{size}+{name}, {Prefix}.{variant}") is { } type && Activator.CreateInstance(type) is Icon icon)
            {
                return icon;
            }
        }

        return null;
    }
}
