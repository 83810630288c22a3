using System.Text;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Watchdog;
using Aspire.Hosting.Watchdog.Containers;
using CliWrap;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>Calls the client of a container engine.</summary>
/// <param name="path">The client.</param>
/// <param name="marker">By what the watchdog finds clients that are to end with the AppHost.</param>
internal sealed class EngineCli(string path, RunMarker marker) : IEngineClient
{
    public string Path => path;

    public Task<EngineResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
        => RunAsync(new EngineCall(arguments), cancellationToken);

    public async Task<EngineResult> RunAsync(EngineCall call, CancellationToken cancellationToken)
    {
        // In a session of its own, so that Ctrl+C in the terminal of the AppHost does not end it before the ordered stop does.
        var (fileName, prefix) = SessionPrefix.For(path);
        var output = new StringBuilder();
        var error = new StringBuilder();
        var result = await Cli.Wrap(fileName)
            .WithArguments([.. prefix, .. call.Arguments])
            .WithEnvironmentVariables(EnvironmentOf(call))
            .WithStandardInputPipe(call.Input is null ? PipeSource.Null : PipeSource.FromStream(call.Input))
            .WithStandardOutputPipe(TargetOf(call, output, isError: false))
            .WithStandardErrorPipe(TargetOf(call, error, isError: true))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellationToken).ConfigureAwait(false);

        return new EngineResult(result.ExitCode, output.ToString(), error.ToString());
    }

    private Dictionary<string, string?> EnvironmentOf(EngineCall call)
    {
        // An AppHost can be a resource of another one; its containers must not seem to be processes of that.
        Dictionary<string, string?> environment = new() { [RunMarker.VariableName] = call.EndsWithAppHost ? marker.Value : null };
        foreach (var (name, value) in call.Environment)
        {
            environment[name] = value;
        }

        return environment;
    }

    private static PipeTarget TargetOf(EngineCall call, StringBuilder kept, bool isError)
        => PipeTarget.Create((stream, cancellationToken) => LineReader.ReadAsync(
            stream,
            line =>
            {
                if (!call.IsEndless)
                {
                    kept.Append(line).Append('\n');
                }

                call.OnLine?.Invoke(line, isError);
            },
            cancellationToken));
}
