namespace Aspire.Hosting.Watchdog.Containers;

/// <summary>Tells the watchdog that the AppHost uses a container engine.</summary>
/// <param name="AppHost">The AppHost.</param>
/// <param name="ClientPath">The client of the engine. Empty when nothing is left there to clean up.</param>
internal sealed record EngineNotice(ProcessIdentity AppHost, string ClientPath)
{
    public const char Mark = '@';

    private const char Separator = ' ';

    public static EngineNotice? Parse(string text)
        => text.Split(Separator, 2) is [var process, { Length: > 0 } path] && ProcessIdentity.Parse(process) is { } appHost
            ? new EngineNotice(appHost, path)
            : null;

    public override string ToString() => $"{AppHost}{Separator}{ClientPath}";
}
