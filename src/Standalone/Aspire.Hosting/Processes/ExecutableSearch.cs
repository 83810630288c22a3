namespace Aspire.Hosting.Processes;

/// <summary>Finds the file that a command means.</summary>
internal static class ExecutableSearch
{
    /// <summary>The full path of a command, or null when there is no such file.</summary>
    /// <param name="command">A path, absolute or relative to the working directory, or a name that is looked up on the search path.</param>
    /// <param name="workingDirectory">The directory in which the command will run.</param>
    /// <param name="searchPath">The directories to look in, in the form of the PATH variable.</param>
    public static string? Find(string command, string workingDirectory, string? searchPath)
    {
        IEnumerable<string> candidates = command.Contains(Path.DirectorySeparatorChar) || command.Contains(Path.AltDirectorySeparatorChar)
            ? [Path.Combine(workingDirectory, command)]
            : (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(directory => Path.Combine(directory, command));

        return candidates.SelectMany(WithExtensions).FirstOrDefault(IsExecutable);
    }

    private static IEnumerable<string> WithExtensions(string path)
        => OperatingSystem.IsWindows() && !Path.HasExtension(path)
            ? (Environment.GetEnvironmentVariable("PATHEXT") ?? ".EXE;.CMD;.BAT").Split(';').Select(extension => path + extension)
            : [path];

    private static bool IsExecutable(string path)
    {
        const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != 0);
    }
}
