using System.Text;
using CliWrap;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// The command line of the container engine, docker or podman.
/// </summary>
internal sealed class EngineCommand(IConfiguration configuration) : IEngineCommand
{
    private const string Docker = "docker";
    private const string Podman = "podman";

    // Where Aspire looks: https://aspire.dev/app-host/configuration/
    private static readonly string[] Settings = ["ASPIRE_CONTAINER_RUNTIME", "DOTNET_ASPIRE_CONTAINER_RUNTIME", "DcpPublisher:ContainerRuntime"];

    private readonly string? _configured = Settings.Select(setting => configuration[setting]).FirstOrDefault(name => name is Docker or Podman);
    private string? _chosen;

    public bool IsPodman => Program == Podman;

    /// <summary>The program: the configured one, else what is installed.</summary>
    public string Program => _configured ?? _chosen ?? (IsOnPath(Docker) || !IsOnPath(Podman) ? Docker : Podman);

    /// <summary>
    /// Chooses between engines that are both installed as Aspire's orchestrator does: the first that works.
    /// </summary>
    public async Task ChooseAsync(CancellationToken cancellationToken)
    {
        if (_configured is null && _chosen is null && IsOnPath(Docker) && IsOnPath(Podman))
        {
            _chosen = Docker;
            var (exitCode, _, _) = await RunAsync(["version", "--format", "{{.Server.Version}}"], onLine: null, cancellationToken).ConfigureAwait(false);
            _chosen = exitCode == 0 ? Docker : Podman;
        }
    }

    /// <inheritdoc/>
    public Task<(int ExitCode, string Output, string Error)> RunAsync(IEnumerable<string> arguments, Action<string>? onLine, CancellationToken cancellationToken) =>
        RunAsync(arguments, PipeSource.Null, onLine, cancellationToken);

    /// <summary>
    /// Runs a command that reads the input.
    /// </summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(
        IEnumerable<string> arguments, PipeSource input, Action<string>? onLine, CancellationToken cancellationToken)
    {
        StringBuilder output = new(), error = new();
        // In full: Aspire has a namespace of the name Cli.
        var command = CliWrap.Cli.Wrap(Program).WithArguments(arguments).WithValidation(CommandResultValidation.None)
            .WithStandardInputPipe(input)
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

    /// <summary>
    /// Whether a container with the host's network is in the network of this machine: not in the virtual machine of Docker Desktop, and not in the network
    /// that rootless docker makes for itself. Where no engine answers, the sidecar will say so.
    /// </summary>
    public async Task<bool> HasHostNetworkAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || IsPodman)
        {
            return OperatingSystem.IsLinux();
        }

        var (_, output, _) = await RunAsync(["info", "--format", "{{.OperatingSystem}} {{.SecurityOptions}}"], onLine: null, cancellationToken).ConfigureAwait(false);
        return IsOnThisMachine(output);
    }

    internal static bool IsOnThisMachine(string info) =>
        !info.Contains("Docker Desktop", StringComparison.Ordinal) && !info.Contains("name=rootless", StringComparison.Ordinal);

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && (File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe"))));
}
