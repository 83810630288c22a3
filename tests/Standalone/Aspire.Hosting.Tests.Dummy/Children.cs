using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Tests.Dummy;

internal static class Children
{
    public static void Start(int depth)
    {
        Console.Out.WriteLine($"process {Environment.ProcessId}");
        if (depth > 0)
        {
            // They ignore that they are told to end, as a program does that has gone wrong.
            Process.Start(Environment.ProcessPath!, ["children", (depth - 1).ToString(CultureInfo.InvariantCulture)]);
        }
    }
}
