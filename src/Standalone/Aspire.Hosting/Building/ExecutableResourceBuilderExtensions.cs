using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds and configures executables.</summary>
public static class ExecutableResourceBuilderExtensions
{
    /// <summary>Adds a program that runs as a process on this machine.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="command">The program: a path, or a name that is looked up.</param>
    /// <param name="workingDirectory">The folder in which it runs, absolute or relative to the folder of the AppHost.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The executable.</returns>
    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, [ResourceName] string name, string command, string workingDirectory, params string[]? args)
        => builder.AddExecutable(name, command, workingDirectory, (object[]?)args);

    /// <summary>Adds a program that runs as a process on this machine.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="command">The program: a path, or a name that is looked up.</param>
    /// <param name="workingDirectory">The folder in which it runs, absolute or relative to the folder of the AppHost.</param>
    /// <param name="args">The arguments: texts and values that are known later.</param>
    /// <returns>The executable.</returns>
    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, [ResourceName] string name, string command, string workingDirectory, params object[]? args)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(workingDirectory);

        return builder.AddResource(new ExecutableResource(name, command, builder.Resolve(workingDirectory))).WithArgs(context =>
        {
            foreach (var arg in args ?? [])
            {
                context.Args.Add(arg);
            }
        });
    }

    /// <summary>Runs another program.</summary>
    /// <typeparam name="T">The type of the executable.</typeparam>
    /// <param name="builder">The executable.</param>
    /// <param name="command">The program: a path, or a name that is looked up.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string command) where T : ExecutableResource
    {
        ArgumentException.ThrowIfNullOrEmpty(command);

        GetAnnotation(builder).Command = command;
        return builder;
    }

    /// <summary>Runs the program in another folder.</summary>
    /// <typeparam name="T">The type of the executable.</typeparam>
    /// <param name="builder">The executable.</param>
    /// <param name="workingDirectory">The folder, absolute or relative to the folder of the AppHost.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithWorkingDirectory<T>(this IResourceBuilder<T> builder, string workingDirectory) where T : ExecutableResource
    {
        ArgumentNullException.ThrowIfNull(workingDirectory);

        GetAnnotation(builder).WorkingDirectory = builder.ApplicationBuilder.Resolve(workingDirectory);
        return builder;
    }

    private static ExecutableAnnotation GetAnnotation<T>(IResourceBuilder<T> builder) where T : ExecutableResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.Resource.TryGetLastAnnotation<ExecutableAnnotation>(out var annotation)
            ? annotation
            : throw new InvalidOperationException($"The resource '{builder.Resource.Name}' is missing the ExecutableAnnotation");
    }
}
