using System.Globalization;

namespace Testing;

/// <summary>Folders of tests, which go with the process that made them.</summary>
public static class TemporaryFolder
{
    private static readonly Lazy<string> Root = new(CreateRoot);

    private static int _count;

    /// <summary>An empty one, and its path.</summary>
    /// <param name="name">What its name begins with, where that matters.</param>
    public static string Create(string name = "")
    {
        var number = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);

        return Directory.CreateDirectory(Path.Combine(Root.Value, name + number)).FullName;
    }

    /// <summary>Deletes what this user may: a container may have written into it as another, or a process that was killed with its AppHost does still.</summary>
    public static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
        }
    }

    private static string CreateRoot()
    {
        var root = Directory.CreateTempSubdirectory("sidecar-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(root);

        return root;
    }
}
