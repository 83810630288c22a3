using System.Text.Json;

namespace Playground.Tests.Cli;

/// <summary>
/// An AppHost as a process, seen through the CLI.
/// </summary>
internal static class AppHostProcessExtensions
{
    public static async Task<JsonElement> DescribeAsync(this AppHostProcess process, string resource) =>
        (await AspireCli.AskAsync("describe", "--apphost", process.Folder)).GetProperty("resources").EnumerateArray()
            .Single(described => described.GetProperty("displayName").GetString() == resource);

    /// <summary>Such as <c>container.id</c>.</summary>
    public static async Task<string> PropertyAsync(this AppHostProcess process, string resource, string name) =>
        (await process.DescribeAsync(resource)).GetProperty("properties").GetProperty(name).ToString();

    /// <summary>Calls a command of a resource.</summary>
    public static Task CallAsync(this AppHostProcess process, string resource, string command, params IEnumerable<string> arguments) =>
        AspireCli.RunAsync(["resource", resource, command, "--apphost", process.Folder, .. arguments]);

    /// <summary>Waits until a resource runs well.</summary>
    public static Task WaitAsync(this AppHostProcess process, string resource) => AspireCli.RunAsync("wait", resource, "--apphost", process.Folder, "--timeout", "300");

    public static async Task<string[]> LogAsync(this AppHostProcess process, string resource) =>
        [.. (await AspireCli.AskAsync("logs", resource, "--apphost", process.Folder)).GetProperty("logs").EnumerateArray().Select(line => line.GetProperty("content").GetString()!)];
}
