using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Sidecar.Tests;

/// <summary>
/// Applications for tests of the model: built and told to start, but nothing runs.
/// </summary>
internal static class TestApplication
{
    public static IDistributedApplicationBuilder CreateBuilder(params string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });

        // Aspire's own handlers of BeforeStartEvent insist on an orchestrator, which a test project does not bring. It is not started here.
        builder.Configuration["DcpPublisher:CliPath"] = "not-started";
        builder.Configuration["DcpPublisher:DashboardPath"] = "not-started";
        builder.Configuration["Aspire:Store:Path"] = TemporaryFolder.Create();
        return builder;
    }

    /// <summary>
    /// Builds the application and has the integration act on its model, as the host does before anything starts.
    /// </summary>
    public static async Task<DistributedApplication> CompleteAsync(this IDistributedApplicationBuilder builder)
    {
        var application = builder.Build();
        foreach (var subscriber in application.Services.GetServices<IDistributedApplicationEventingSubscriber>()
            .Where(subscriber => subscriber.GetType().Assembly == typeof(SidecarResource).Assembly))
        {
            await subscriber.SubscribeAsync(
                application.Services.GetRequiredService<IDistributedApplicationEventing>(),
                application.Services.GetRequiredService<DistributedApplicationExecutionContext>(),
                CancellationToken.None);
        }

        await application.Services.GetRequiredService<IDistributedApplicationEventing>().PublishAsync(
            new BeforeStartEvent(application.Services, application.Services.GetRequiredService<DistributedApplicationModel>()));
        return application;
    }

    public static IResourceBuilder<ExecutableResource> AddMain(this IDistributedApplicationBuilder builder, string name = "api") =>
        builder.AddExecutable(name, "dotnet", ".");

    public static IResourceBuilder<ContainerResource> AddContainerMain(this IDistributedApplicationBuilder builder, string name = "api") =>
        builder.AddContainer(name, "example/api");

    /// <summary>
    /// Adds an executable; a method group, as users write reusable sidecars.
    /// </summary>
    public static IResourceBuilder<ExecutableResource> Process(IDistributedApplicationBuilder builder, string name) =>
        builder.AddExecutable(name, "dotnet", ".");

    public static IResourceBuilder<ContainerResource> Container(IDistributedApplicationBuilder builder, string name) =>
        builder.AddContainer(name, "example/sidecar");

    /// <summary>
    /// Evaluates the environment callbacks of a resource without a host: references stay references.
    /// </summary>
    public static async Task<Dictionary<string, object>> EnvironmentAsync(this IResource resource, DistributedApplication application)
    {
        var context = new EnvironmentCallbackContext(
            application.Services.GetRequiredService<DistributedApplicationExecutionContext>(), resource, new Dictionary<string, object>());
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context);
        }

        return context.EnvironmentVariables;
    }
}
