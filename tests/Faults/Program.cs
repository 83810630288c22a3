using Faults.Driving;
using Faults.Pod;

// The program starts itself again as the AppHost: one that can be killed, and started again.
if (Environment.GetEnvironmentVariable(PodHost.Variable) is { Length: > 0 } main)
{
    await PodHost.RunAsync(main);
    return 0;
}

if (FaultOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine("Say how long, from which seed if it is to be the same run again, and by how many seconds each call of the engine is to be delayed: --minutes 15 --seed 7 --delay 0.5");
    return 64;
}

return await FaultRun.RunAsync(options, Console.Out.WriteLine) is null ? 0 : 1;
