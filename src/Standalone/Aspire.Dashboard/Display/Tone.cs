namespace Aspire.Dashboard.Display;

/// <summary>How something is meant, and so which colour it has.</summary>
internal enum Tone
{
    Neutral,
    Success,
    Info,
    Warning,
    Error,
}
