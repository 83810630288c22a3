namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// An application with pairs of containers that are configured alike: one is an ordinary container, the other a sidecar in the network of its main.
/// </summary>
internal sealed class Twins : IAsyncDisposable
{
    public const string Main = "api";

    /// <summary>A process 1 that obeys.</summary>
    public const string Idle = "trap 'exit 0' TERM; sleep 10000 & wait";

    private Twins(RunningApplication application) => Application = application;

    public RunningApplication Application { get; }

    /// <param name="build">Adds to the main's builder what it wants, with <see cref="Add"/>.</param>
    /// <param name="arguments">Arguments of the application.</param>
    public static async Task<Twins> StartAsync(Action<IDistributedApplicationBuilder, IResourceBuilder<ContainerResource>> build, params string[] arguments) =>
        new(await RunningApplication.StartAsync(
            builder => build(builder, builder.AddContainer(Main, TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", Idle)), arguments));

    /// <summary>Adds a container <c>plain-{name}</c> and a sidecar <c>api-{name}</c>.</summary>
    public static void Add(IResourceBuilder<ContainerResource> main, string name, Action<IResourceBuilder<ContainerResource>> configure) =>
        Add(main, name, (builder, resource) => builder.AddContainer(resource, TestEngine.Image, TestEngine.Tag), configure);

    public static void Add<T>(
        IResourceBuilder<ContainerResource> main, string name, Func<IDistributedApplicationBuilder, string, IResourceBuilder<T>> create, Action<IResourceBuilder<T>> configure)
        where T : ContainerResource
    {
        configure(create(main.ApplicationBuilder, Plain(name)));
        main.WithSidecar(name, (builder, resource) =>
        {
            var sidecar = create(builder, resource);
            configure(sidecar);
            return sidecar;
        });
    }

    public static string Plain(string name) => $"plain-{name}";

    public static string Joined(string name) => $"{Main}-{name}";

    /// <summary>Waits until both run, and asks something of each.</summary>
    public async Task<(T Plain, T Joined)> OfEachAsync<T>(string name, Func<string, Task<T>> ask)
    {
        await Application.WaitForStateAsync(Plain(name), KnownResourceStates.Running);
        await Application.WaitForStateAsync(Joined(name), KnownResourceStates.Running);
        return (await ask(Plain(name)), await ask(Joined(name)));
    }

    /// <summary>Runs a script in each container, as root.</summary>
    public Task<(string Plain, string Joined)> RunInEachAsync(string name, string script) =>
        OfEachAsync(name, resource => TestEngine.RunAsync("exec", "--user", "0", Container(resource), "bash", "-c", script));

    public Task<(string Plain, string Joined)> InspectEachAsync(string name, string format) =>
        OfEachAsync(name, resource => TestEngine.RunAsync("inspect", "--format", format, Container(resource)));

    public string Container(string resource) => (string)Application.Property(resource, "container.id")!;

    public ValueTask DisposeAsync() => Application.DisposeAsync();
}
