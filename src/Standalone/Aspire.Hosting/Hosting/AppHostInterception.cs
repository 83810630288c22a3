using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// Lets a test take part in the building of an AppHost whose program it runs. It flows with the execution context, so that tests
/// that run side by side do not meet.
/// </summary>
internal sealed record AppHostInterception
{
    private static readonly AsyncLocal<AppHostInterception?> Flowing = new();

    public static AppHostInterception? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Called first, with the options that the program gave; what is changed here takes effect.</summary>
    public Action<DistributedApplicationOptions, HostApplicationBuilderSettings>? Constructing { get; init; }

    /// <summary>Called with the finished builder, before the program adds anything.</summary>
    public Action<DistributedApplicationBuilder>? Constructed { get; init; }

    /// <summary>Called when the program builds the application, before that is done.</summary>
    public Action<DistributedApplicationBuilder>? Building { get; init; }

    /// <summary>Called with the finished application.</summary>
    public Action<DistributedApplication>? Built { get; init; }
}
