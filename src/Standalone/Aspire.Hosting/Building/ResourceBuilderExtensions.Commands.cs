using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives a resource a command, in place of one of the same name.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The name of the command.</param>
    /// <param name="displayName">The text that is shown.</param>
    /// <param name="executeCommand">Executes the command.</param>
    /// <param name="commandOptions">Optional settings.</param>
    /// <returns>The builder.</returns>
    [OverloadResolutionPriority(1)]
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(displayName);
        ArgumentNullException.ThrowIfNull(executeCommand);

        var options = commandOptions ?? new CommandOptions();
        foreach (var existing in builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().Where(command => command.Name == name).ToArray())
        {
            builder.Resource.Annotations.Remove(existing);
        }

#pragma warning disable CS0618 // The obsolete value is handed on for those who still set it.
        var annotation = new ResourceCommandAnnotation(
            name,
            displayName,
            options.UpdateState ?? (_ => ResourceCommandState.Enabled),
            executeCommand,
            options.Description,
            options.Arguments,
            options.ConfirmationMessage,
            options.IconName,
            options.IconVariant,
            options.IsHighlighted,
            options.Visibility,
            options.ValidateArguments)
        {
            Parameter = options.Parameter,
            Progress = options.Progress,
        };
#pragma warning restore CS0618
        return builder.WithAnnotation(annotation);
    }

    /// <summary>Gives a resource a command, in place of one of the same name.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The name of the command.</param>
    /// <param name="displayName">The text that is shown.</param>
    /// <param name="executeCommand">Executes the command.</param>
    /// <param name="updateState">Says whether the command can be given.</param>
    /// <param name="displayDescription">The description.</param>
    /// <param name="parameter">A value that goes with the command.</param>
    /// <param name="confirmationMessage">The question asked first.</param>
    /// <param name="iconName">The name of the icon.</param>
    /// <param name="iconVariant">The variant of the icon.</param>
    /// <param name="isHighlighted">Whether the command is shown outside the menu.</param>
    /// <returns>The builder.</returns>
    [Obsolete("This method is obsolete and will be removed in a future version. Use the overload that accepts a CommandOptions instance instead.")]
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        Func<UpdateCommandStateContext, ResourceCommandState>? updateState = null,
        string? displayDescription = null,
        object? parameter = null,
        string? confirmationMessage = null,
        string? iconName = null,
        IconVariant? iconVariant = null,
        bool isHighlighted = false) where T : IResource
        => builder.WithCommand(name, displayName, executeCommand, new CommandOptions
        {
            UpdateState = updateState,
            Description = displayDescription,
            Parameter = parameter,
            ConfirmationMessage = confirmationMessage,
            IconName = iconName,
            IconVariant = iconVariant,
            IsHighlighted = isHighlighted,
        });

    /// <summary>Gives a resource a command that sends an HTTP request to it.</summary>
    /// <typeparam name="TResource">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to call.</param>
    /// <param name="displayName">The text that is shown.</param>
    /// <param name="endpointName">The endpoint to call; <c>https</c>, else <c>http</c>, when omitted.</param>
    /// <param name="commandName">The name of the command; made of endpoint, method and path when omitted.</param>
    /// <param name="commandOptions">Optional settings.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">There is no such HTTP endpoint.</exception>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        [EndpointName] string? endpointName = null,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null) where TResource : IResourceWithEndpoints
        => builder.WithHttpCommand(path, displayName, HttpEndpointSelector.ByName(builder, endpointName, "HTTP command"), commandName, commandOptions);

    /// <summary>Gives a resource a command that sends an HTTP request to it.</summary>
    /// <typeparam name="TResource">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to call.</param>
    /// <param name="displayName">The text that is shown.</param>
    /// <param name="endpointSelector">Selects the endpoint to call; <c>https</c>, else <c>http</c>, when <see langword="null"/>.</param>
    /// <param name="commandName">The name of the command; made of endpoint, method and path when omitted.</param>
    /// <param name="commandOptions">Optional settings.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">There is no such HTTP endpoint.</exception>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        Func<EndpointReference>? endpointSelector,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null) where TResource : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(displayName);

        var options = commandOptions ?? new HttpCommandOptions();
        var endpoint = HttpEndpointSelector.Select(builder, options.EndpointSelector ?? endpointSelector, "HTTP command");
        var command = HttpCommand.Create(builder.ApplicationBuilder.Services, endpoint, path, options);
        return builder.WithCommand(commandName ?? command.DefaultName, displayName, command.ExecuteAsync, options);
    }
}
