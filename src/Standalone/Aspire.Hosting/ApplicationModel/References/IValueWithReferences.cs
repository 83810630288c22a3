namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value made of other values.</summary>
public interface IValueWithReferences
{
    /// <summary>Gets what the value is made of: values and resources.</summary>
    IEnumerable<object> References { get; }
}
