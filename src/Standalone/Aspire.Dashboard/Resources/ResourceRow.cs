using Aspire.Dashboard.Model;

namespace Aspire.Dashboard.Resources;

/// <summary>A resource in the tree.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Depth">0 for one that is under no other.</param>
/// <param name="Children">How many are right under it.</param>
/// <param name="IsExpanded">Whether those are in the list.</param>
internal readonly record struct ResourceRow(DashboardResource Resource, int Depth, int Children, bool IsExpanded);
