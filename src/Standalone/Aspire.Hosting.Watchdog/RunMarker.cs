using System.Text;

namespace Aspire.Hosting.Watchdog;

/// <summary>
/// An environment variable by which the processes of a run, and those that they start, are known. It finds what has left its
/// process group or lost its parent, and unlike a process id it is never used again for something else.
/// </summary>
/// <param name="Value">The run, or the run and one instance of a resource in it.</param>
internal sealed record RunMarker(string Value)
{
    public const string VariableName = "ASPIRE_HOSTING_RUN";

    private const char Separator = '/';

    /// <summary>The marker of one instance of a resource in this run.</summary>
    public RunMarker For(string instanceId) => new($"{Value}{Separator}{instanceId}");

    /// <summary>Whether an environment block, as the kernel shows it, carries this marker or that of an instance in this run.</summary>
    public bool IsIn(ReadOnlySpan<byte> environment)
    {
        var wanted = Encoding.UTF8.GetBytes($"{VariableName}={Value}");
        while (!environment.IsEmpty)
        {
            var end = environment.IndexOf((byte)0);
            var variable = end < 0 ? environment : environment[..end];
            if (variable.StartsWith(wanted) && (variable.Length == wanted.Length || variable[wanted.Length] == Separator))
            {
                return true;
            }

            environment = end < 0 ? [] : environment[(end + 1)..];
        }

        return false;
    }
}
