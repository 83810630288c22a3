using Aspire.Dashboard.Model;

namespace Aspire.Dashboard.Graph;

/// <summary>A resource in its box.</summary>
internal sealed record GraphNode(DashboardResource Resource, bool IsMain, int X, int Y);
