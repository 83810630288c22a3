namespace Aspire.Hosting.ApplicationModel;

/// <summary>One running copy of a resource.</summary>
/// <param name="Id">Its id, <c>{name}-{suffix}</c>.</param>
/// <param name="Suffix">The part of the id that differs from run to run; also the service instance id in telemetry.</param>
/// <param name="Index">Its number among the replicas, from 0.</param>
internal sealed record ResourceInstance(string Id, string Suffix, int Index);
