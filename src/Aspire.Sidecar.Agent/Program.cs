using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Running;

using var signals = new StopSignals();
return await new AgentCommand(AgentEnvironment.Current(), Console.Out, Console.Error, TimeProvider.System).RunAsync(args, signals.Stopping).ConfigureAwait(false);
