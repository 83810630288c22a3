using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Limits;
using Aspire.Hosting.Sidecar.Running.Engine;
using Aspire.Hosting.Sidecar.Running.Images;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Adds to the state of a member what the host does not know: its limits, and the image that it really has.
/// </summary>
internal static class MemberDisplay
{
    private const string Image = "container.image";
    private const string Arguments = "container.args";
    private const string GivenArguments = "resource.appArgs";
    private const string Sensitivities = "resource.appArgsSensitivity";
    private const string Cpus = "container.limit.cpus";
    private const string Memory = "container.limit.memory";
    private const string Processes = "container.limit.processes";

    /// <summary>
    /// Returns the snapshot itself if nothing is missing.
    /// </summary>
    public static CustomResourceSnapshot Complete(IResource resource, CustomResourceSnapshot snapshot)
    {
        var container = MemberContainer.Declared(resource);
        var properties = snapshot.Properties;
        if (container.IsContainer() && container.Annotations.OfType<ResourceLimitsAnnotation>().LastOrDefault() is { } limits)
        {
            properties = With(properties, Cpus, limits.Cpus?.ToString(CultureInfo.InvariantCulture));
            properties = With(properties, Memory, limits.Memory is { } bytes ? MemorySize.Format(bytes) : null);
            properties = With(properties, Processes, limits.Processes?.ToString(CultureInfo.InvariantCulture));
        }

        if (resource.Annotations.OfType<ChangeableImage>().LastOrDefault() is { } image)
        {
            properties = WithImage(properties, image.Current.ToString());
        }

        return properties == snapshot.Properties ? snapshot : snapshot with { Properties = properties };
    }

    private static ImmutableArray<ResourcePropertySnapshot> WithImage(ImmutableArray<ResourcePropertySnapshot> properties, string image)
    {
        // Of a changed image the host knows nothing but a first argument.
        var isFirstArgument = properties.Any(property => property.Name == GivenArguments && property.Value is IEnumerable<string> values && values.FirstOrDefault() == image);
        if (isFirstArgument)
        {
            properties = [.. properties.Select(property => property switch
            {
                { Name: Arguments or GivenArguments, Value: IEnumerable<string> values } => property with { Value = values.Skip(1).ToImmutableArray() },
                { Name: Sensitivities, Value: IEnumerable<int> values } => property with { Value = values.Skip(1).ToImmutableArray() },
                _ => property,
            })];
        }

        return With(properties, Image, image);
    }

    private static ImmutableArray<ResourcePropertySnapshot> With(ImmutableArray<ResourcePropertySnapshot> properties, string name, string? value)
    {
        if (value is null)
        {
            return properties;
        }

        var known = properties.FirstOrDefault(property => property.Name == name);
        return known switch
        {
            null => properties.Add(new(name, value)),
            { Value: string text } when text == value => properties,
            _ => properties.Replace(known, known with { Value = value }),
        };
    }
}
