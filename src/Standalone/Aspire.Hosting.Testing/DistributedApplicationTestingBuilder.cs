using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Creates builders of distributed applications for tests.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Creates a builder of an application that the test makes up itself.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The builder.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IDistributedApplicationTestingBuilder Create(params string[] args)
        => Create(args, Assembly.GetCallingAssembly(), (_, _) => { });

    /// <summary>Creates a builder of an application that the test makes up itself.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configureBuilder">Changes the options.</param>
    /// <returns>The builder.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IDistributedApplicationTestingBuilder Create(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
        => Create(args, Assembly.GetCallingAssembly(), configureBuilder);

    /// <summary>Runs the program of an AppHost up to where it builds its application.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost, such as <c>Projects.Catalog_AppHost</c>.</typeparam>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder that the program has filled.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => CreateAsync(typeof(TEntryPoint), cancellationToken);

    /// <summary>Runs the program of an AppHost up to where it builds its application.</summary>
    /// <param name="entryPoint">A type of the AppHost.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder that the program has filled.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default)
        => CreateAsync(entryPoint, [], cancellationToken);

    /// <summary>Runs the program of an AppHost up to where it builds its application.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost.</typeparam>
    /// <param name="args">The command line of the program.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder that the program has filled.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <summary>Runs the program of an AppHost up to where it builds its application.</summary>
    /// <param name="entryPoint">A type of the AppHost.</param>
    /// <param name="args">The command line of the program.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder that the program has filled.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default)
        => CreateAsync(entryPoint, args, (_, _) => { }, cancellationToken);

    /// <summary>Runs the program of an AppHost up to where it builds its application.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost.</typeparam>
    /// <param name="args">The command line of the program.</param>
    /// <param name="configureBuilder">Changes the options.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder that the program has filled.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>Runs the program of an AppHost up to where it builds its application.</summary>
    /// <param name="entryPoint">A type of the AppHost.</param>
    /// <param name="args">The command line of the program.</param>
    /// <param name="configureBuilder">Changes the options.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder that the program has filled.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        TestArguments.Check(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);

        return new SuspendingFactory(entryPoint, args, configureBuilder).CreateBuilderAsync(cancellationToken);
    }

    private static StandaloneTestingBuilder Create(
        string[] args, Assembly caller, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        TestArguments.Check(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);

        var previous = AppHostInterception.Current;
        AppHostInterception.Current = new AppHostInterception
        {
            Constructing = (options, settings) => TestConfiguration.Apply(options, settings, args, caller, configureBuilder),
        };
        try
        {
            return new StandaloneTestingBuilder(new DistributedApplicationBuilder(args));
        }
        finally
        {
            AppHostInterception.Current = previous;
        }
    }
}
