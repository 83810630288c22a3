using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds the launch profile of a project.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonSerializerOptions Lenient = new() { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The profile that applies: the one named, else the default if the project has it, else the first that starts a project.</summary>
    public static NamedLaunchProfile? GetEffectiveLaunchProfile(this IResource project)
    {
        if (project.HasAnnotationOfType<ExcludeLaunchProfileAnnotation>() || ReadSettings(project) is not { } settings)
        {
            return null;
        }

        if (project.TryGetLastAnnotation<LaunchProfileAnnotation>(out var named))
        {
            return settings.Profiles.TryGetValue(named.LaunchProfileName, out var profile)
                ? new NamedLaunchProfile(named.LaunchProfileName, profile)
                : throw new DistributedApplicationException($"Launch settings file does not contain '{named.LaunchProfileName}' profile.");
        }

        if (project.TryGetLastAnnotation<DefaultLaunchProfileAnnotation>(out var preferred)
            && settings.Profiles.TryGetValue(preferred.LaunchProfileName, out var preferredProfile))
        {
            return new NamedLaunchProfile(preferred.LaunchProfileName, preferredProfile);
        }

        var first = settings.Profiles.FirstOrDefault(entry => StartsProject(entry.Value));
        return first.Value is null ? null : new NamedLaunchProfile(first.Key, first.Value);
    }

    private static bool StartsProject(LaunchProfile profile)
        => string.IsNullOrEmpty(profile.CommandName)
            || string.Equals(profile.CommandName, "Project", StringComparison.OrdinalIgnoreCase)
            || string.Equals(profile.CommandName, "Executable", StringComparison.OrdinalIgnoreCase);

    private static LaunchSettings? ReadSettings(IResource project)
    {
        if (!project.TryGetLastAnnotation<IProjectMetadata>(out var metadata))
        {
            throw new DistributedApplicationException("Project does not contain project metadata.");
        }

        if (metadata.LaunchSettings is { } settings)
        {
            return settings;
        }

        if (!File.Exists(metadata.ProjectPath))
        {
            throw new DistributedApplicationException($"Project file '{metadata.ProjectPath}' was not found.");
        }

        return FindFile(metadata) is { } path ? Read(path, project) : null;
    }

    private static string? FindFile(IProjectMetadata metadata)
    {
        var besideProject = Path.Combine(Path.GetDirectoryName(metadata.ProjectPath)!, "Properties", "launchSettings.json");
        var ofFile = Path.ChangeExtension(metadata.ProjectPath, ".run.json");
        return File.Exists(besideProject) ? besideProject
            : metadata.IsFileBasedApp && File.Exists(ofFile) ? ofFile
            : null;
    }

    private static LaunchSettings? Read(string path, IResource project)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<LaunchSettings>(stream, Lenient);
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException($"The launch settings file '{path}' of project resource '{project.Name}' cannot be read: {exception.Message} Correct the file or set ExcludeLaunchProfile.", exception);
        }
    }
}
