namespace Aspire.Hosting.Testing;

/// <summary>Builds an application that a test makes up itself.</summary>
internal sealed class StandaloneTestingBuilder(DistributedApplicationBuilder inner) : DelegatingTestingBuilder(inner)
{
    private readonly DistributedApplicationBuilder _inner = inner;
    private DistributedApplication? _application;

    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _application = _inner.Build();

        return Task.FromResult(_application);
    }

    protected override ValueTask DisposeCoreAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;
}
