namespace Aspire.Hosting.ApplicationModel;

/// <summary>Options of <see cref="ResourceNotificationService"/>.</summary>
public sealed class ResourceNotificationServiceOptions
{
    /// <summary>What a wait does when the resource it waits for ends or fails.</summary>
    /// <value>Without a dashboard <see cref="WaitBehavior.StopOnResourceUnavailable"/>, else <see cref="WaitBehavior.WaitOnResourceUnavailable"/>.</value>
    public WaitBehavior DefaultWaitBehavior { get; set; }
}
