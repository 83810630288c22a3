using Aspire.Sidecar.Agent.Exporting;

namespace Aspire.Sidecar.Agent.Tests.Exporting;

/// <summary>A source that does not care what becomes of its records.</summary>
internal sealed class NoSource : IRecordSource
{
    public ReadOnlySpan<byte> Origin => [];

    public void Emit(long end)
    {
    }

    public void Accept(long end)
    {
    }
}
