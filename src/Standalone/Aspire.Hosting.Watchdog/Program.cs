using Aspire.Hosting.Watchdog;

// The two jobs of this program:
//
//   watch {run}               ends every process of the run once its standard input closes, which the kernel sees to
//                             when the AppHost ends in whatever way
//   exec {command} {args…}    becomes the command, in a session of its own (where there is no setsid program)
//
// Both are Aspire.Hosting's own business, so wrong arguments are answered with an exit code only.
return args switch
{
    ["watch", var run] => await ProcessWatchdog.RunAsync(Console.OpenStandardInput(), new RunMarker(run)).ConfigureAwait(false),
    ["exec", .. var command] when command.Length > 0 => SessionLauncher.Exec(command),
    _ => 64,
};
