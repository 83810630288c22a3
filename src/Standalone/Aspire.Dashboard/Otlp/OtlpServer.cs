using Aspire.Dashboard.Otlp.Transport;
using Aspire.Dashboard.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Dashboard.Otlp;

/// <summary>
/// Receives OTLP over gRPC and HTTP and hands it to <paramref name="sink"/>. A web server of its own: it reads no configuration
/// and no environment, so that what is meant for the application that hosts it does not change it.
/// </summary>
internal sealed class OtlpServer(OtlpServerOptions options, ITelemetrySink sink, ILoggerFactory loggerFactory) : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly IHost _host = Build(options, sink, loggerFactory);

    /// <summary>Where it listens, once started: gRPC, then HTTP, as far as configured.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    public Uri? GrpcAddress => options.GrpcUrl is not null && Addresses is [var first, ..] ? first : null;

    public Uri? HttpAddress => options.HttpUrl is not null && Addresses is [.., var last] ? last : null;

    /// <exception cref="IOException">An address cannot be listened on.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _host.StartAsync(cancellationToken).ConfigureAwait(false);
        var bound = _host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        Addresses = [.. bound.Addresses.Select(address => new Uri(address))];
    }

    public async ValueTask DisposeAsync()
    {
        if (Addresses.Count > 0)
        {
            using var timeout = new CancellationTokenSource(StopTimeout, options.TimeProvider);
            await _host.StopAsync(timeout.Token).ConfigureAwait(false);
        }

        _host.Dispose();
    }

    private static IHost Build(OtlpServerOptions options, ITelemetrySink sink, ILoggerFactory loggerFactory)
    {
        // Without TLS a listener cannot offer both versions of HTTP: gRPC needs the second, and every client of OTLP/HTTP speaks the first.
        List<OtlpListener> listeners = [];
        if (options.GrpcUrl is not null)
        {
            listeners.Add(new(options.GrpcUrl, HttpProtocols.Http2));
        }

        if (options.HttpUrl is not null)
        {
            listeners.Add(new(options.HttpUrl, HttpProtocols.Http1));
        }

        if (listeners.Count == 0)
        {
            throw new ArgumentException("The OTLP receiver has no address. Set 'GrpcUrl', 'HttpUrl' or both.", nameof(options));
        }

        return new HostBuilder()
            .ConfigureWebHost(
                web => web
                    .UseKestrelCore()
                    .ConfigureKestrel(kestrel =>
                    {
                        kestrel.AddServerHeader = false;
                        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
                        listeners.ForEach(listener => listener.AddTo(kestrel));
                    })
                    .ConfigureServices(services => AddServices(services, options, sink, loggerFactory))
                    .Configure(app => Map(app, options)),
                host => host.SuppressEnvironmentConfiguration = true)
            .ConfigureServices(services => services.AddSingleton<IHostLifetime, UnattendedLifetime>())
            .Build();
    }

    private static void AddServices(IServiceCollection services, OtlpServerOptions options, ITelemetrySink sink, ILoggerFactory loggerFactory)
    {
        services.AddSingleton<ILoggerFactory>(new QuietLoggerFactory(loggerFactory));
        services.AddSingleton(new ApiKey(options.ApiKey));
        services.AddSingleton(new LogsSignal(sink, options));
        services.AddSingleton(new TracesSignal(sink, options));
        services.AddSingleton(new MetricsSignal(sink, options));
        services.AddSingleton<OtlpRequestGuard>();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = options.MaxRequestBytes;
            grpc.CompressionProviders.Clear();
            grpc.CompressionProviders.Add(new BoundedGzip(options.MaxRequestBytes));

            // It would answer for every path of two parts, and hide that ours know no other method than POST.
            grpc.IgnoreUnknownServices = true;
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceMethodProvider<OtlpGrpcService>, OtlpGrpcMethods>());
    }

    private static void Map(IApplicationBuilder app, OtlpServerOptions options)
    {
        var services = app.ApplicationServices;
        app.Use(next => context => services.GetRequiredService<OtlpRequestGuard>().InvokeAsync(context, next));
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            routes.MapGrpcService<OtlpGrpcService>();
            routes.MapOtlpPost(services.GetRequiredService<LogsSignal>(), options);
            routes.MapOtlpPost(services.GetRequiredService<TracesSignal>(), options);
            routes.MapOtlpPost(services.GetRequiredService<MetricsSignal>(), options);
        });
    }
}
