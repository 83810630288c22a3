using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Testing;

namespace Benchmarks.Running;

/// <summary>
/// An AppHost in a process of its own, which is killed or whose memory is looked at: what it runs is said by the variable.
/// </summary>
internal static class MeasuredAppHost
{
    /// <summary>Says what is run: <c>pod {main}</c>, <c>plain {main}</c>, <c>log {main} {lines}</c> or <c>plain-log {main} {lines}</c>.</summary>
    public const string Variable = "SIDECAR_BENCHMARK";

    /// <summary>What a line of ours begins with.</summary>
    public const string Mark = "@ ";

    /// <summary>The main, a separate sidecar and joined ones.</summary>
    public const int Members = 2 + Joined;
    private const int Joined = 3;

    public static AppHostProcess Start(string description) => AppHostProcess.Start<Projects.Benchmarks>(
        AppContext.BaseDirectory,
        new(Variable, description),
        new("Logging__LogLevel__Default", "Error"),
        new("Aspire__Store__Path", TemporaryFolder.Create()));

    public static async Task RunAsync(string description)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        var words = description.Split(' ');
        var watched = words switch
        {
            ["pod", var main] => AddPod(builder, main),
            ["plain", var main] => AddPlain(builder, main),
            ["log", var main, var lines] => AddLog(builder, main, lines, isSidecar: true),
            ["plain-log", var main, var lines] => AddLog(builder, main, lines, isSidecar: false),
            _ => throw new ArgumentException($"'{description}' is nothing to run.", nameof(description)),
        };
        await using var application = builder.Build();
        _ = WatchAsync(application, watched, application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        await application.RunAsync();
    }

    private static string[] AddPod(IDistributedApplicationBuilder builder, string main)
    {
        var pod = Shell(builder, main, "exec sleep 100000").WithSharedVolume("files", "/files")
            .WithSidecar("separate", (application, name) => Shell(application, name, "exec sleep 100000").WithNetworkSharing(SidecarNetwork.Separate));
        for (var number = 0; number < Joined; number++)
        {
            pod.WithSidecar($"joined{number}", (application, name) => Shell(application, name, "exec sleep 100000").WithSharedVolume("files", "/files"));
        }

        return [main, $"{main}-separate", .. Enumerable.Range(0, Joined).Select(number => $"{main}-joined{number}")];
    }

    /// <summary>As many containers of Aspire alone.</summary>
    private static string[] AddPlain(IDistributedApplicationBuilder builder, string main) =>
        [.. Enumerable.Range(0, Members).Select(number => Shell(builder, $"{main}-c{number}", "exec sleep 100000").Resource.Name)];

    private static string[] AddLog(IDistributedApplicationBuilder builder, string main, string lines, bool isSidecar)
    {
        var pod = Shell(builder, main, "exec sleep 100000");
        var name = $"{main}-writer";
        if (isSidecar)
        {
            pod.WithSidecar("writer", (application, resource) => Write(application, resource).WithRestartPolicy(SidecarRestartPolicy.Never));
        }
        else
        {
            Write(builder, name);
        }

        return [name];

        // Some programs say a word before they begin.
        IResourceBuilder<ContainerResource> Write(IDistributedApplicationBuilder application, string resource) => Shell(application, resource, $"sleep 3; seq -f 'line %.0f of many that a program writes at once' {lines}; exit 0");
    }

    private static IResourceBuilder<ContainerResource> Shell(IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddContainer(name, TestEngine.Image, TestEngine.Tag).WithContainerRuntimeArgs("--init").WithArgs("sh", "-c", script);

    /// <summary>Says each state, and how many lines of a log have been seen when it changes.</summary>
    private static async Task WatchAsync(DistributedApplication application, string[] resources, CancellationToken cancellationToken)
    {
        var model = application.Services.GetRequiredService<DistributedApplicationModel>();
        var lines = 0;
        if (resources.Length == 1)
        {
            _ = Task.Run(async () =>
            {
                // Before it is prepared nobody writes under its name.
                await application.ResourceNotifications.WaitForResourceAsync(resources[0], update => !string.IsNullOrEmpty(update.Snapshot.State?.Text), cancellationToken);
                await foreach (var batch in application.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(model.Resources.Single(resource => resource.Name == resources[0])).WithCancellation(cancellationToken))
                {
                    Interlocked.Add(ref lines, batch.Count(line => line.Content.Contains(" of many ", StringComparison.Ordinal)));
                }
            }, cancellationToken);
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var states = resources.Select(name => application.ResourceNotifications.TryGetCurrentState(name, out var current) ? current.Snapshot.State?.Text : null);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Mark}{Volatile.Read(ref lines)} {string.Join(' ', states)}"));
        }
    }
}
