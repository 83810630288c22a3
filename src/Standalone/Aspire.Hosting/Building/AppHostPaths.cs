namespace Aspire.Hosting;

internal static class AppHostPaths
{
    /// <summary>The absolute form of a path that an AppHost gives, with the separators of either platform.</summary>
    public static string Resolve(this IDistributedApplicationBuilder builder, string path)
        => Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar).Replace('/', Path.DirectorySeparatorChar), builder.AppHostDirectory);
}
