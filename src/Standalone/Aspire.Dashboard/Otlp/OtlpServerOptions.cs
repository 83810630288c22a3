namespace Aspire.Dashboard.Otlp;

internal sealed record OtlpServerOptions
{
    /// <summary>Where to listen for OTLP/gRPC, such as <c>http://127.0.0.1:4317</c>; port 0 takes a free one.</summary>
    public Uri? GrpcUrl { get; init; }

    /// <summary>Where to listen for OTLP/HTTP, such as <c>http://127.0.0.1:4318</c>; port 0 takes a free one.</summary>
    public Uri? HttpUrl { get; init; }

    /// <summary>What callers must send in the header <c>x-otlp-api-key</c>.</summary>
    /// <value>Default: <see langword="null"/>, which lets everyone in.</value>
    public string? ApiKey { get; init; }

    /// <summary>The longest request, before and after decompression, in bytes.</summary>
    /// <value>Default: 64 MiB, as the specification recommends.</value>
    public int MaxRequestBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The most log records, spans or data points of one request; what is over is rejected.</summary>
    /// <value>Default: 100,000.</value>
    public int MaxItemsPerRequest { get; init; } = 100_000;

    /// <summary>The most attributes of one item; what is over is left out.</summary>
    /// <value>Default: 128, as in the SDKs.</value>
    public int MaxAttributes { get; init; } = 128;

    /// <summary>The most events, and the most links, of one span; what is over is left out.</summary>
    /// <value>Default: 128, as in the SDKs.</value>
    public int MaxSpanEvents { get; init; } = 128;

    /// <summary>The most buckets of one histogram; a data point with more is rejected.</summary>
    /// <value>Default: 2,000.</value>
    public int MaxHistogramBuckets { get; init; } = 2_000;

    /// <summary>The longest name, body or attribute value, in characters; what is over is cut off.</summary>
    /// <value>Default: 65,536.</value>
    public int MaxTextLength { get; init; } = 64 * 1024;

    /// <summary>Gives log records that carry no time at all the time of their arrival.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
