namespace Packages.Tests.Packing;

/// <summary>At the end of all tests.</summary>
[TestClass]
public sealed class LocalFeedCleanup
{
    [AssemblyCleanup]
    public static Task DeleteAsync() => LocalFeed.DeleteAsync();
}
