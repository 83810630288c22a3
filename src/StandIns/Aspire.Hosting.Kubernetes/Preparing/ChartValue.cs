using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// A value of the chart: what stands in the template, and what in the file of values.
/// </summary>
/// <param name="Key">The key in the file of values.</param>
/// <param name="Template">The text in the template.</param>
/// <param name="Default">What the file of values has.</param>
internal sealed record ChartValue(string Key, string Template, object Default)
{
    /// <summary>The parameter that says what the file of values has, if it has a default that is not to be kept.</summary>
    public ParameterResource? Parameter { get; init; }
}
