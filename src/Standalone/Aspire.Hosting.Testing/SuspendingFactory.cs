using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Holds the program of an AppHost where it builds the application until the test has changed what it wants to.</summary>
internal sealed class SuspendingFactory(
    Type entryPoint,
    string[] args,
    Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder) : DistributedApplicationFactory(entryPoint, args)
{
    private readonly TaskCompletionSource _continue = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<IDistributedApplicationTestingBuilder> CreateBuilderAsync(CancellationToken cancellationToken)
        => new EntryPointTestingBuilder(this, await ResolveBuilderAsync(cancellationToken).ConfigureAwait(false));

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _continue.TrySetResult();

        return ResolveApplicationAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _continue.TrySetResult();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        _continue.TrySetResult();

        return base.DisposeAsync();
    }

    protected override void OnBuilderCreating(DistributedApplicationOptions applicationOptions, HostApplicationBuilderSettings hostOptions)
        => configureBuilder(applicationOptions, hostOptions);

    // Called in the thread of the program, whose Build is synchronous: there is nothing to do but to block it.
    protected override void OnBuilding(DistributedApplicationBuilder applicationBuilder) => _continue.Task.GetAwaiter().GetResult();
}
