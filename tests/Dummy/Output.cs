using System.Globalization;

namespace Dummy;

internal static class Output
{
    public static void Burst(int count)
    {
        using var writer = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 64 * 1024);
        for (var i = 0; i < count; i++)
        {
            writer.Write(i.ToString(CultureInfo.InvariantCulture));
            writer.Write('\n');
        }
    }
}
