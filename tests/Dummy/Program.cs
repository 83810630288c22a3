using Dummy;

// A program that does what its arguments say, one step after the other:
//
//   print {text}      a line to standard output      error {text}     a line to standard error
//   partial {text}    text without a line end        burst {count}    numbered lines, as fast as possible
//   env {name}        a line {name}={value}          children {depth} starts itself, and a child of that, and so on; then waits
//   wait              until it is told to end        stubborn         ignores that it is told to end
//   serve {variable}  answers HTTP on the port in the variable, or in ASPNETCORE_URLS, with its process id; then waits
//   exit {code}
var steps = new Queue<string>(args);
while (steps.TryDequeue(out var step))
{
    switch (step)
    {
        case "print":
            Console.Out.WriteLine(steps.Dequeue());
            break;
        case "error":
            Console.Error.WriteLine(steps.Dequeue());
            break;
        case "partial":
            Console.Out.Write(steps.Dequeue());
            break;
        case "burst":
            Output.Burst(int.Parse(steps.Dequeue(), System.Globalization.CultureInfo.InvariantCulture));
            break;
        case "env":
            var name = steps.Dequeue();
            Console.Out.WriteLine($"{name}={Environment.GetEnvironmentVariable(name)}");
            break;
        case "children":
            Children.Start(int.Parse(steps.Dequeue(), System.Globalization.CultureInfo.InvariantCulture));
            await Termination.WaitAsync();
            break;
        case "serve":
            await Server.RunAsync(steps.Dequeue());
            break;
        case "wait":
            await Termination.WaitAsync();
            break;
        case "stubborn":
            Termination.Ignore();
            Console.Out.WriteLine("stubborn");
            await Task.Delay(Timeout.Infinite);
            break;
        case "exit":
            return int.Parse(steps.Dequeue(), System.Globalization.CultureInfo.InvariantCulture);
        default:
            Console.Error.WriteLine($"'{step}' is not a step.");
            return 64;
    }
}

return 0;
