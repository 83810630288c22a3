using System.Text.Json.Serialization;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>The content of the positions file.</summary>
internal sealed record PositionsDocument(int Version, DateTimeOffset SavedAt, IReadOnlyList<Position> Files)
{
    public const int CurrentVersion = 1;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PositionsDocument))]
internal sealed partial class PositionsJson : JsonSerializerContext;
