using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Faults.Pod;

/// <summary>
/// The AppHost: runs the pod, says on standard output what Aspire shows of it, and does what standard input tells it.
/// </summary>
internal sealed class PodHost(DistributedApplication application)
{
    /// <summary>The variable with the name of the main.</summary>
    public const string Variable = "SIDECAR_FAULTS_POD";

    /// <summary>The variable with the URL of the receiver of the main's lines.</summary>
    public const string ReceiverVariable = "SIDECAR_FAULTS_RECEIVER";

    /// <summary>What a line of ours begins with, among those that are logged.</summary>
    public const string StateMark = "@state ";
    public const string AnswerMark = "@answer ";
    public const string UnobservedMark = "@unobserved ";

    public const string Follow = "follow";
    public const string Unfollow = "unfollow";
    public const string Collect = "collect";

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _followers = [];

    public static async Task RunAsync(string main)
    {
        TaskScheduler.UnobservedTaskException += (_, unobserved) => Console.WriteLine($"{UnobservedMark}{unobserved.Exception.ToString().ReplaceLineEndings(" ")}");
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        new FaultPod(main).AddTo(builder, Environment.GetEnvironmentVariable(ReceiverVariable)!);
        await using var application = builder.Build();
        var host = new PodHost(application);
        var stopping = application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var reporting = host.ReportAsync(stopping);
        _ = host.ObeyAsync(stopping);
        await application.RunAsync();
        await reporting;
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, MemberReport> told = [];
        try
        {
            await foreach (var update in application.ResourceNotifications.WatchAsync(cancellationToken))
            {
                var report = MemberReport.Of(update.Resource, update.Snapshot);
                if (report != told.GetValueOrDefault(report.Resource))
                {
                    told[report.Resource] = report;
                    Console.WriteLine(StateMark + JsonSerializer.Serialize(report));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
    }

    private async Task ObeyAsync(CancellationToken cancellationToken)
    {
        // Console.In would block.
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            _ = AnswerAsync(line.Split(' '), cancellationToken);
        }
    }

    private async Task AnswerAsync(string[] words, CancellationToken cancellationToken)
    {
        try
        {
            Console.WriteLine($"{AnswerMark}{words[0]} {await DoAsync(words[1], words[2], cancellationToken)}");
        }
        catch (Exception exception)
        {
            Console.WriteLine($"{AnswerMark}{words[0]} {exception.ToString().ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Returns what went wrong, or nothing.</summary>
    private async Task<string?> DoAsync(string what, string name, CancellationToken cancellationToken)
    {
        var resource = application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name);
        switch (what)
        {
            case Follow:
                var follower = new CancellationTokenSource();
                if (_followers.TryAdd(name, follower))
                {
                    _ = FollowAsync(resource, follower.Token);
                }

                return null;
            case Unfollow:
                if (_followers.TryRemove(name, out var followed))
                {
                    await followed.CancelAsync();
                }

                return null;
            case Collect:
                // Exceptions that nobody looks at are told when their tasks are collected.
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return null;
            default:
                var result = await application.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(resource, what, cancellationToken);
                return result.Success ? null : result.Message ?? "it failed";
        }
    }

    /// <summary>Reads the log of a resource as a page of the dashboard does.</summary>
    private async Task FollowAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in application.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resource).WithCancellation(cancellationToken))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }
}
