using System.Text;
using CliWrap;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Sidecar.Running.Engine;

/// <summary>
/// The command line of the container engine, docker or podman.
/// </summary>
internal sealed class EngineCommand(IConfiguration configuration) : IEngineCommand
{
    private const string Docker = "docker";
    private const string Podman = "podman";

    // Where Aspire looks: https://aspire.dev/app-host/configuration/
    private static readonly string[] Settings = ["ASPIRE_CONTAINER_RUNTIME", "DOTNET_ASPIRE_CONTAINER_RUNTIME", "DcpPublisher:ContainerRuntime"];

    /// <summary>The program: the configured one, else what is installed.</summary>
    public string Program { get; } =
        Settings.Select(setting => configuration[setting]).FirstOrDefault(name => name is Docker or Podman)
        ?? (IsOnPath(Docker) || !IsOnPath(Podman) ? Docker : Podman);

    public bool IsPodman => Program == Podman;

    /// <inheritdoc/>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(
        IEnumerable<string> arguments, Action<string>? onLine, CancellationToken cancellationToken)
    {
        StringBuilder output = new(), error = new();
        // In full: Aspire has a namespace of the name Cli.
        var command = CliWrap.Cli.Wrap(Program).WithArguments(arguments).WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(Pipe(output)).WithStandardErrorPipe(Pipe(error));
        try
        {
            var result = await command.ExecuteAsync(cancellationToken).ConfigureAwait(false);
            return (result.ExitCode, output.ToString().Trim(), error.ToString().Trim());
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (127, "", exception.Message);
        }

        PipeTarget Pipe(StringBuilder text) => onLine is null
            ? PipeTarget.ToStringBuilder(text)
            : PipeTarget.Merge(PipeTarget.ToStringBuilder(text), PipeTarget.ToDelegate(onLine));
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && (File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe"))));
}
