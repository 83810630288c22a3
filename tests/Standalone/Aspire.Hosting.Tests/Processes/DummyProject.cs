namespace Aspire.Hosting.Tests.Processes;

/// <summary>The project of the program that tests run.</summary>
internal static class DummyProject
{
    public static string Path { get; } = new Projects.Aspire_Hosting_Tests_Dummy().ProjectPath;
}
