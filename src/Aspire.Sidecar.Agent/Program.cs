using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Running;
using Aspire.Sidecar.Agent.Watching;

// Not a sidecar: the integration's own watcher over what it has in the container engine.
if (args is [WatchJob.Name, var engine])
{
    return await new WatchJob(engine).RunAsync(Console.In).ConfigureAwait(false);
}

using var signals = new StopSignals();
return await new AgentCommand(AgentEnvironment.Current(), Console.Out, Console.Error, TimeProvider.System).RunAsync(args, signals.Stopping).ConfigureAwait(false);
