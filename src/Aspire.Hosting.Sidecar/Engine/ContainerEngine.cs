using System.ComponentModel;
using System.Text;
using Aspire.Hosting.Publishing;
using CliWrap;

// The interface is experimental. It is Aspire's one word on which engine is in use; without it that would be guessed a second time.
#pragma warning disable ASPIRECONTAINERRUNTIME001

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Docker or podman, whichever Aspire uses, through its command line.
/// </summary>
internal sealed class ContainerEngine(IContainerRuntimeResolver resolver) : IContainerEngine
{
    private const string Podman = "podman";
    private const int MissingProgram = 127;

    /// <summary>Lines of standard error that are kept of a call whose lines are taken as they come.</summary>
    private const int KeptLines = 20;

    /// <inheritdoc/>
    public string Program { get; private set; } = "docker";

    /// <inheritdoc/>
    public bool IsPodman => Program == Podman;

    /// <summary>
    /// Finds out which engine Aspire uses. Before that, and where there is none, it is docker.
    /// </summary>
    public async Task ChooseAsync(CancellationToken cancellationToken)
    {
        var runtime = await resolver.ResolveAsync(cancellationToken).ConfigureAwait(false);
        Program = string.Equals(runtime.Name, Podman, StringComparison.OrdinalIgnoreCase) ? Podman : Program;
    }

    /// <inheritdoc/>
    public async Task<EngineResult> RunAsync(EngineCall call, CancellationToken cancellationToken)
    {
        StringBuilder output = new();
        Queue<string> errors = [];

        // In full: Aspire has a namespace of the name Cli.
        var command = CliWrap.Cli.Wrap(Program).WithArguments(call.Arguments).WithValidation(CommandResultValidation.None)
            .WithEnvironmentVariables(variables =>
            {
                foreach (var (name, value) in call.Variables)
                {
                    variables.Set(name, value);
                }
            })
            .WithStandardInputPipe(call.Input.IsEmpty ? PipeSource.Null : PipeSource.FromBytes(call.Input.ToArray()))
            .WithStandardOutputPipe(call.OnOutput is { } onOutput ? PipeTarget.ToDelegate(onOutput) : PipeTarget.ToStringBuilder(output))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(line => KeepError(call, errors, line)));
        try
        {
            var result = await command.ExecuteAsync(cancellationToken).ConfigureAwait(false);
            return new(result.ExitCode, output.ToString().Trim(), string.Join('\n', errors));
        }
        catch (Win32Exception exception)
        {
            return new(MissingProgram, "", exception.Message);
        }
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

        var info = await RunAsync(new("info", "--format", "{{.OperatingSystem}} {{.SecurityOptions}}"), cancellationToken).ConfigureAwait(false);
        return IsOnThisMachine(info.Output);
    }

    internal static bool IsOnThisMachine(string info) =>
        !info.Contains("Docker Desktop", StringComparison.Ordinal) && !info.Contains("name=rootless", StringComparison.Ordinal);

    private static void KeepError(EngineCall call, Queue<string> errors, string line)
    {
        if (call.OnError is { } onError)
        {
            onError(line);
            if (errors.Count == KeptLines)
            {
                errors.Dequeue();
            }
        }

        errors.Enqueue(line);
    }
}
