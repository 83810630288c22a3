namespace Aspire.Hosting.Testing;

/// <summary>Changes what the program of an AppHost builds, before it builds it.</summary>
internal sealed class EntryPointTestingBuilder(SuspendingFactory factory, DistributedApplicationBuilder inner) : DelegatingTestingBuilder(inner)
{
    public override async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
        => new EntryPointApplication(new EntryPointHost(factory, await factory.BuildAsync(cancellationToken).ConfigureAwait(false)));

    protected override ValueTask DisposeCoreAsync() => factory.DisposeAsync();
}
