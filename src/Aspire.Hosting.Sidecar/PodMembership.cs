using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.Sidecar;

/// <summary>
/// Attaches a resource to a main: checks the call, then leaves one annotation on each of the two.
/// </summary>
internal static class PodMembership
{
    /// <summary>The type that the dashboard shows for every sidecar, whatever kind of resource it is.</summary>
    private const string SidecarType = "Sidecar";
    private const string InitContainerType = "InitContainer";

    /// <summary>Short names that would collide with SIDECAR_NAME, SIDECAR_MAIN_* and SIDECAR_VOLUME_*.</summary>
    private static readonly string[] ReservedNames = ["main", "name", "volume"];

    public static string ResourceName(IResource main, string name) => $"{main.Name}-{name}";

    /// <exception cref="ArgumentException">The image or the tag is malformed, or both say which version it is.</exception>
    public static void CheckImage(string sidecar, string image, string? tag)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!ImageNames.IsImage(image))
        {
            throw new ArgumentException(CallDiagnostics.MalformedImage(sidecar, image), nameof(image));
        }

        if (tag is not null && !ImageNames.IsTag(tag))
        {
            throw new ArgumentException(SidecarDiagnostics.MalformedTag(sidecar, tag), nameof(tag));
        }

        if (tag is not null && ImageNames.HasVersion(image))
        {
            throw new ArgumentException(CallDiagnostics.TwoTags(sidecar, image, tag), nameof(tag));
        }
    }

    /// <exception cref="ArgumentException">The name is malformed or reserved.</exception>
    public static void CheckName(string main, string name, string parameterName)
    {
        if (!ResourceNames.CanBeLastPart(name))
        {
            throw new ArgumentException(CallDiagnostics.MalformedName(main, name), parameterName);
        }

        if (ReservedNames.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(SidecarDiagnostics.ReservedName(main, name), parameterName);
        }
    }

    /// <summary>
    /// Has the sidecar made under the name <c>{main}-{name}</c>, and attaches it. A name that is refused leaves nothing behind.
    /// </summary>
    /// <exception cref="ArgumentException">The name cannot be used, or the function does not return a resource that it has added.</exception>
    public static void Create<TMain, TSidecar>(
        IResourceBuilder<TMain> main,
        string name,
        Func<IDistributedApplicationBuilder, string, IResourceBuilder<TSidecar>> create,
        bool isInitContainer,
        string nameParameter,
        string createParameter)
        where TMain : class, IResource
        where TSidecar : class, IResource
    {
        var application = main.ApplicationBuilder;
        CheckMain(main, sidecar: null, name, nameParameter);
        CheckNewName(application, main.Resource, name, nameParameter);

        var before = application.Resources.Count;
        var sidecar = CreateOrUndo(application, ResourceName(main.Resource, name), create)
            ?? throw new ArgumentException(SidecarDiagnostics.NothingCreated(main.Resource.Name, name), createParameter);
        CheckApplication(main, sidecar, createParameter);
        if (application.Resources.IndexOf(sidecar.Resource) is >= 0 and var index && index < before && !ReferenceEquals(main.Resource, sidecar.Resource))
        {
            throw new ArgumentException(CallDiagnostics.NotNew(main.Resource.Name, name, sidecar.Resource.Name), createParameter);
        }

        Attach(main, name, sidecar, isInitContainer, createParameter);
    }

    /// <summary>What a function has added before it throws is taken away: nobody would know whose it is.</summary>
    private static IResourceBuilder<T> CreateOrUndo<T>(IDistributedApplicationBuilder application, string name, Func<IDistributedApplicationBuilder, string, IResourceBuilder<T>> create)
        where T : class, IResource
    {
        var before = application.Resources.Count;
        try
        {
            return create(application, name);
        }
        catch
        {
            while (application.Resources.Count > before)
            {
                application.Resources.RemoveAt(application.Resources.Count - 1);
            }

            throw;
        }
    }

    /// <exception cref="ArgumentException">The sidecar is a resource of another application, or of none.</exception>
    public static void CheckApplication<TMain, TSidecar>(IResourceBuilder<TMain> main, IResourceBuilder<TSidecar> sidecar, string parameterName)
        where TMain : class, IResource
        where TSidecar : class, IResource
    {
        // By name too, because what is published as a container is replaced by another resource.
        if (!main.ApplicationBuilder.Resources.Contains(sidecar.Resource)
            && !(ReferenceEquals(main.ApplicationBuilder, sidecar.ApplicationBuilder) && HasResource(main.ApplicationBuilder, sidecar.Resource.Name)))
        {
            throw new ArgumentException(CallDiagnostics.OtherApplication(main.Resource.Name, sidecar.Resource.Name), parameterName);
        }
    }

    /// <summary>
    /// Attaches <paramref name="sidecar"/> to the main of <paramref name="main"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The sidecar is the main, has a main already, or has sidecars itself.</exception>
    public static void Attach<TMain, TSidecar>(
        IResourceBuilder<TMain> main, string name, IResourceBuilder<TSidecar> sidecar, bool isInitContainer, string parameterName)
        where TMain : class, IResource
        where TSidecar : class, IResource
    {
        if (ReferenceEquals(main.Resource, sidecar.Resource))
        {
            throw new ArgumentException(SidecarDiagnostics.OwnSidecar(main.Resource.Name), parameterName);
        }

        if (sidecar.Resource.Annotations.OfType<SidecarMainAnnotation>().FirstOrDefault() is { } attached)
        {
            throw new ArgumentException(
                SidecarDiagnostics.AttachedTwice(sidecar.Resource.Name, attached.Main.Name, main.Resource.Name), parameterName);
        }

        CheckMain(main, sidecar.Resource, name, parameterName);

        if (sidecar.Resource.GetPodMembers().FirstOrDefault() is { } nested)
        {
            throw new ArgumentException(
                SidecarDiagnostics.SidecarOfSidecar(sidecar.Resource.Name, main.Resource.Name, nested.Name), parameterName);
        }

        if (Named(main.Resource, name) is { } removed)
        {
            // It is no longer in the model, and this one takes its place.
            main.Resource.Annotations.Remove(removed);
        }

        main.WithAnnotation(new SidecarAnnotation(name, sidecar.Resource, isInitContainer));
        sidecar.WithAnnotation(new SidecarMainAnnotation(name, main.Resource))
            .WithAnnotation(InitialSnapshot(sidecar.Resource, main.Resource, name, isInitContainer), ResourceAnnotationMutationBehavior.Replace)
            .WithParentRelationship(main.Resource);
        if (IconOf(sidecar.Resource) is { } icon && !sidecar.Resource.HasAnnotationOfType<ResourceIconAnnotation>())
        {
            sidecar.WithAnnotation(new ResourceIconAnnotation(icon));
        }
    }

    /// <summary>An icon of its kind: for a type that it does not know the dashboard takes cogwheels. One that the user sets later wins.</summary>
    private static string? IconOf(IResource sidecar) => sidecar switch
    {
        LoggingSidecarResource => "DocumentText",
        MonitoringSidecarResource => "DataTrending",
        ProjectResource => "CodeCsRectangle",
        _ when sidecar.IsContainer() => "Box",
        ExecutableResource => "Apps",
        _ => null,
    };

    /// <exception cref="ArgumentException">The name is malformed, reserved or taken in this pod, or the main is itself a sidecar.</exception>
    private static void CheckMain<T>(IResourceBuilder<T> builder, IResource? sidecar, string name, string parameterName)
        where T : class, IResource
    {
        var main = builder.Resource;
        CheckName(main.Name, name, parameterName);
        if (main.Annotations.OfType<SidecarMainAnnotation>().FirstOrDefault() is { } own)
        {
            throw new ArgumentException(SidecarDiagnostics.SidecarOfSidecar(main.Name, own.Main.Name, name), parameterName);
        }

        if (Named(main, name) is { } taken && builder.ApplicationBuilder.Resources.TryGetByName(taken.Resource.Name, out var known) && !ReferenceEquals(known, sidecar))
        {
            throw new ArgumentException(SidecarDiagnostics.DuplicateName(main.Name, name, taken.Resource.Name), parameterName);
        }
    }

    private static SidecarAnnotation? Named(IResource main, string name) =>
        main.GetPodMembers().FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));

    private static void CheckNewName(IDistributedApplicationBuilder application, IResource main, string name, string parameterName)
    {
        var resourceName = ResourceName(main, name);
        if (resourceName.Length > ResourceNames.MaxLength)
        {
            throw new ArgumentException(CallDiagnostics.NameTooLong(main.Name, name, resourceName, ResourceNames.MaxLength), parameterName);
        }

        if (HasResource(application, resourceName))
        {
            throw new ArgumentException(CallDiagnostics.NameInUse(main.Name, name, resourceName), parameterName);
        }
    }

    private static bool HasResource(IDistributedApplicationBuilder application, string name) => application.Resources.TryGetByName(name, out _);

    private static ResourceSnapshotAnnotation InitialSnapshot(IResource sidecar, IResource main, string name, bool isInitContainer)
    {
        var type = isInitContainer ? InitContainerType : SidecarType;
        var properties = SidecarProperties.Identity(name, main.Name);
        var known = sidecar.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot;
        return new(known is null
            ? new CustomResourceSnapshot { ResourceType = type, Properties = properties }
            : known with { ResourceType = type, Properties = [.. known.Properties, .. properties] });
    }
}
