namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The parts of a time as a line shows them, not yet checked. A year of 0, and a month of 0, were not written.</summary>
internal readonly record struct WrittenTime(int Year, int Month, int Day, int Hour, int Minute, int Second, int Nanosecond, TimeSpan? Offset);
