namespace Aspire.Dashboard.Model;

/// <summary>One of the values of an input.</summary>
/// <param name="Value">The value.</param>
/// <param name="Text">The text that is shown for it.</param>
public sealed record CommandChoice(string Value, string Text);
