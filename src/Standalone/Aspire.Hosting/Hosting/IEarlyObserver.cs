using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>A hosted service that has to see also what happens before the host starts.</summary>
internal interface IEarlyObserver : IHostedService
{
    /// <summary>Begins to observe.</summary>
    void Attach();
}
