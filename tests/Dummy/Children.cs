using System.Diagnostics;
using System.Globalization;

namespace Dummy;

internal static class Children
{
    public static void Start(int depth)
    {
        Console.Out.WriteLine($"process {Environment.ProcessId}");
        if (depth > 0)
        {
            Process.Start(Environment.ProcessPath!, ["children", (depth - 1).ToString(CultureInfo.InvariantCulture)]);
        }
    }
}
