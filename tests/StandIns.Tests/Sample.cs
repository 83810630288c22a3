namespace StandIns.Tests;

/// <summary>
/// Compares what is published with what the genuine package wrote, file for file and byte for byte.
/// </summary>
internal static class Sample
{
    public static void ShouldBe(this Publication publication, string name)
    {
        publication.Errors.Should().BeEmpty();
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples", name);
        var expected = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText);
        publication.Files.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach (var (path, content) in expected)
        {
            publication[path].Should().Be(content, "that is {0} of the genuine package", path);
        }
    }
}
