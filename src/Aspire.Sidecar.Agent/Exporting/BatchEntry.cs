using Aspire.Sidecar.Agent.Following;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>A record and where it came from.</summary>
internal readonly record struct BatchEntry(LogRecord Record, FollowedFile Source, long End, int Lines);
