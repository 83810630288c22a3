namespace Aspire.Hosting.ApplicationModel;

/// <summary>The names of the commands that many resources have.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts a resource.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops a resource.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops a resource and starts it again.</summary>
    public static readonly string RestartCommand = "restart";

    /// <summary>Builds a project anew and restarts it.</summary>
    public static readonly string RebuildCommand = "rebuild";

    /// <summary>Sets the value of a parameter.</summary>
    public static readonly string SetParameterCommand = "set-parameter";

    /// <summary>Deletes the value of a parameter.</summary>
    public static readonly string DeleteParameterCommand = "delete-parameter";
}
