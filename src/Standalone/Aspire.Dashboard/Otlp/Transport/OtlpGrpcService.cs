namespace Aspire.Dashboard.Otlp.Transport;

/// <summary>What <see cref="OtlpGrpcMethods"/> hangs the methods on: the framework maps types, and the signals are values.</summary>
internal sealed class OtlpGrpcService;
