using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Traces;

/// <summary>A span in the waterfall.</summary>
/// <param name="Span">The span.</param>
/// <param name="Depth">0 for a root.</param>
/// <param name="Children">How many spans are right under it.</param>
/// <param name="Start">Where its bar starts, from 0 to 100.</param>
/// <param name="Width">How wide its bar is, from 0 to 100.</param>
internal sealed record WaterfallRow(OtlpSpan Span, int Depth, int Children, double Start, double Width);
