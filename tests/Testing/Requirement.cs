namespace Testing;

/// <summary>
/// What a test needs of the machine that it runs on. Where that is missing the test is inconclusive, and says why;
/// it is a failure where the variable <c>SIDECAR_REQUIRE_{name}</c> is 1, as on a machine where all tests must run.
/// </summary>
public static class Requirement
{
    /// <param name="name">Such as <c>ENGINE</c>.</param>
    /// <param name="problem">What is missing, if it is.</param>
    public static void Check(string name, string? problem)
    {
        if (problem is null)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable($"SIDECAR_REQUIRE_{name}") == "1")
        {
            Assert.Fail(problem);
        }

        Console.WriteLine(problem);
        Assert.Inconclusive(problem);
    }

    /// <summary>The first of these programs that is on the PATH.</summary>
    public static string? FindProgram(params IEnumerable<string> programs) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(directory => programs.Select(program => Path.Combine(directory, program)))
        .FirstOrDefault(File.Exists);
}
