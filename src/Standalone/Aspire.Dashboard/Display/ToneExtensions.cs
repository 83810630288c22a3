namespace Aspire.Dashboard.Display;

internal static class ToneExtensions
{
    /// <summary>The class of the style sheet.</summary>
    public static string ToClass(this Tone tone) => tone switch
    {
        Tone.Success => "tone-success",
        Tone.Info => "tone-info",
        Tone.Warning => "tone-warning",
        Tone.Error => "tone-error",
        _ => "tone-neutral",
    };
}
