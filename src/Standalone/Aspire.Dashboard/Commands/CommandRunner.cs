using Aspire.Dashboard.Model;
using Microsoft.FluentUI.AspNetCore.Components;

namespace Aspire.Dashboard.Commands;

/// <summary>
/// Asks what a command needs to know, executes it, and says how it went. One for each page that is open; it stays on the page's
/// synchronisation context, as dialogs and notifications are rendered there.
/// </summary>
internal sealed class CommandRunner(IResourceSource source, IDialogService dialogs, INotificationService notifications)
{
    private static readonly Dictionary<string, string?> NoInputs = [];

    public async Task RunAsync(DashboardResource resource, ResourceCommand command)
    {
        if (command.Inputs.Count > 0)
        {
            await AskAsync(resource, command with { Inputs = source.GetInputs(resource.Id, command.Name) }).ConfigureAwait(true);
            return;
        }

        if (command.Confirmation is { Length: > 0 } question && !await ConfirmAsync(command, question).ConfigureAwait(true))
        {
            return;
        }

        var outcome = await source.ExecuteCommandAsync(resource.Id, command.Name, NoInputs, CancellationToken.None).ConfigureAwait(true);
        await ReportAsync(resource, command, outcome).ConfigureAwait(true);
    }

    /// <summary>Says how a command went.</summary>
    public Task ReportAsync(DashboardResource resource, ResourceCommand command, CommandOutcome outcome)
    {
        var title = $"{resource.DisplayName}: {command.Text}";

        return outcome switch
        {
            { WasCancelled: true } => Task.CompletedTask,
            { Succeeded: true } => notifications.ShowSuccessToastAsync(title, outcome.Message ?? "Done."),
            _ => notifications.ShowErrorToastAsync(title, outcome.Message ?? "The command failed and did not say why. Its console log may."),
        };
    }

    private async Task<bool> ConfirmAsync(ResourceCommand command, string question)
    {
        var answer = await dialogs.ShowConfirmationAsync(question, command.Text, command.Text, "Cancel").ConfigureAwait(true);

        return !answer.Cancelled;
    }

    private Task<DialogResult> AskAsync(DashboardResource resource, ResourceCommand command) => dialogs.ShowDialogAsync<CommandDialog>(dialog =>
    {
        dialog.Header.Title = $"{command.Text}: {resource.DisplayName}";
        dialog.Modal = true;
        dialog.Parameters.Add(nameof(CommandDialog.Resource), resource);
        dialog.Parameters.Add(nameof(CommandDialog.Command), command);
        dialog.Width = "min(480px, 92vw)";
    });
}
