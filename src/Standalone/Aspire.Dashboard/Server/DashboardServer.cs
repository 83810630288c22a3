using System.Net;
using Aspire.Dashboard.Commands;
using Aspire.Dashboard.Layout;
using Aspire.Dashboard.Live;
using Aspire.Dashboard.Login;
using Aspire.Dashboard.Model;
using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.FluentUI.AspNetCore.Components;

namespace Aspire.Dashboard.Server;

/// <summary>
/// Serves the dashboard. A web server of its own inside the program that hosts the application: it reads no configuration and no
/// environment, so that what is meant for that program does not change it.
/// </summary>
internal sealed class DashboardServer(
    DashboardServerOptions options,
    IResourceSource resources,
    TelemetryStore telemetry,
    ILoggerFactory loggerFactory) : IAsyncDisposable
{
    // Pages that are open keep their connections; nothing is lost when they are cut.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMilliseconds(300);

    private readonly WebApplication _app = Build(options, resources, telemetry, loggerFactory);

    /// <summary>Where it listens, once started.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <exception cref="IOException">An address cannot be listened on.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken).ConfigureAwait(false);
        var bound = _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        Addresses = [.. bound.Addresses.Select(address => new Uri(address)).DistinctBy(address => address.Port)];
    }

    public async ValueTask DisposeAsync()
    {
        if (Addresses.Count > 0)
        {
            using var timeout = new CancellationTokenSource(StopTimeout, options.TimeProvider);
            await _app.StopAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(
        DashboardServerOptions options, IResourceSource resources, TelemetryStore telemetry, ILoggerFactory loggerFactory)
    {
        var assets = new EmbeddedAssets();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(DashboardServer).Assembly.GetName().Name });

        // Blazor looks here for the list of scripts that components need before they start.
        builder.Environment.WebRootFileProvider = assets;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var url in options.Urls)
            {
                Listen(kestrel, url);
            }
        });
        builder.Services.AddSingleton<IHostLifetime, UnattendedLifetime>();
        builder.Services.AddSingleton<ILoggerFactory>(new QuietLoggerFactory(loggerFactory));
        builder.Services.AddSingleton(options.TimeProvider);
        builder.Services.AddSingleton(options.Limits);
        builder.Services.AddSingleton(resources);
        builder.Services.AddSingleton<LiveResources>();
        builder.Services.AddSingleton(telemetry);
        AddWeb(builder.Services, options);

        var app = builder.Build();
        Map(app, assets, options.BrowserToken);

        return app;
    }

    private static void AddWeb(IServiceCollection services, DashboardServerOptions options)
    {
        services.AddRouting();

        // What is signed is worth nothing after this run, as the token is.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddFluentUIComponents();
        services.AddScoped<CommandRunner>();
        services.AddHostFiltering(filter => filter.AllowedHosts = AllowedHosts(options.Urls));
        services.AddBrowserLogin(options.BrowserToken is not null);
    }

    private static void Map(WebApplication app, EmbeddedAssets assets, string? browserToken)
    {
        app.UseHostFiltering();
        app.UseSecurityHeaders();
        app.UseStaticFiles(assets.Options);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapBrowserLogin(browserToken);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = "'none'");
    }

    private static void Listen(KestrelServerOptions kestrel, Uri url)
    {
        if (IPAddress.TryParse(url.DnsSafeHost, out var address))
        {
            kestrel.Listen(address, url.Port);
        }
        else if (url.Port == 0)
        {
            // 'localhost' is two addresses, which a free port would not be the same on.
            kestrel.Listen(IPAddress.Loopback, url.Port);
        }
        else if (url.IsLoopback)
        {
            kestrel.ListenLocalhost(url.Port);
        }
        else
        {
            kestrel.ListenAnyIP(url.Port);
        }
    }

    // A page of another site whose name resolves to this machine does not get in by that name.
    private static List<string> AllowedHosts(IReadOnlyList<Uri> urls)
        => urls.Any(url => !url.IsLoopback && IPAddress.TryParse(url.DnsSafeHost, out _))
            ? ["*"]
            : [.. urls.Select(url => url.DnsSafeHost).Concat(["localhost", "*.localhost", "127.0.0.1", "[::1]"]).Distinct(StringComparer.OrdinalIgnoreCase)];
}
