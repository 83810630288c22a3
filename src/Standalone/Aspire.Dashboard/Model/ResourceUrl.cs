namespace Aspire.Dashboard.Model;

/// <summary>An address of a resource.</summary>
/// <param name="Name">The name of the endpoint.</param>
/// <param name="Url">The address.</param>
/// <param name="Text">The text that is shown for it.</param>
/// <param name="IsInternal">Whether only details show it.</param>
/// <param name="IsInactive">Whether nothing listens there yet.</param>
public sealed record ResourceUrl(string? Name, string Url, string Text, bool IsInternal, bool IsInactive)
{
    /// <summary>Whether a browser can open it.</summary>
    public bool CanOpen => Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
