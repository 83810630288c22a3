namespace Aspire.Dashboard.Model;

/// <summary>What the dashboard shows: the host of the application stands behind it. Called from many circuits at once.</summary>
internal interface IResourceSource
{
    /// <summary>Raised when <see cref="Resources"/> has changed, on any thread.</summary>
    event Action? Changed;

    /// <summary>The name of the application.</summary>
    string ApplicationName { get; }

    /// <summary>All resources, hidden ones too, as they are now.</summary>
    IReadOnlyList<DashboardResource> Resources { get; }

    /// <summary>Follows what a resource writes: first what is there, then each new line.</summary>
    IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId, CancellationToken cancellationToken);

    /// <summary>What a command needs to know, with the values to start with as they are now.</summary>
    IReadOnlyList<CommandInput> GetInputs(string resourceId, string commandName);

    /// <summary>Executes a command. What it throws is a failure, not an exception.</summary>
    /// <param name="resourceId">The resource.</param>
    /// <param name="commandName">The command.</param>
    /// <param name="inputs">The values of its inputs by name.</param>
    /// <param name="cancellationToken">Passed to the command.</param>
    Task<CommandOutcome> ExecuteCommandAsync(
        string resourceId,
        string commandName,
        IReadOnlyDictionary<string, string?> inputs,
        CancellationToken cancellationToken);
}
