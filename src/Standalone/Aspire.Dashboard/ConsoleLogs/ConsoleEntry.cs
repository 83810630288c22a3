using Aspire.Dashboard.Model;

namespace Aspire.Dashboard.ConsoleLogs;

/// <param name="Id">Counts the lines of a page, from 1.</param>
/// <param name="ResourceName">The resource that wrote it.</param>
/// <param name="Line">The line.</param>
internal readonly record struct ConsoleEntry(long Id, string ResourceName, ConsoleLine Line);
