namespace Aspire.Hosting;

/// <summary>Optional settings of a project.</summary>
public class ProjectResourceOptions
{
    /// <summary>Gets or sets the launch profile.</summary>
    /// <value>The default one unless set.</value>
    public string? LaunchProfileName { get; set; }

    /// <summary>Gets or sets whether no launch profile is used.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>Gets or sets whether endpoints in the appsettings of the project are ignored.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
