using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests.Dashboard;

[TestClass]
public sealed class DashboardServiceTests
{
    [TestMethod]
    public async Task Login_address_is_printed_and_lets_a_browser_in()
    {
        using var log = new MessageLog();
        await using var application = Build(log, ("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", "secret"));

        await application.StartAsync();

        var listening = log.Messages.Single(message => message.StartsWith("Now listening on: http://127.0.0.1:", StringComparison.Ordinal));
        var address = listening["Now listening on: ".Length..];
        log.Messages.Should().Contain($"Login to the dashboard at {address}/login?t=secret");
        using var browser = new HttpClient { BaseAddress = new Uri(address) };
        using var page = await browser.GetAsync("/login?t=secret");
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        page.RequestMessage!.RequestUri!.PathAndQuery.Should().Be("/");
    }

    [TestMethod]
    public async Task Without_security_there_is_no_login()
    {
        using var log = new MessageLog();
        await using var application = Build(log, ("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "true"));

        await application.StartAsync();

        log.Messages.Should().Contain(message => message.StartsWith("Now listening on: ", StringComparison.Ordinal));
        log.Messages.Should().NotContain(message => message.StartsWith("Login to the dashboard", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Address_in_use_is_one_warning_and_the_application_runs()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        using var log = new MessageLog();
        await using var application = Build(log, ("ASPNETCORE_URLS", taken), ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", taken));

        await application.StartAsync();

        log.Messages.Should().ContainSingle(message => message.StartsWith("The dashboard does not run: ", StringComparison.Ordinal));
        log.Messages.Should().ContainSingle(message => message.StartsWith("Telemetry of resources is not received: ", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Disabled_dashboard_listens_nowhere()
    {
        using var log = new MessageLog();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        builder.Services.AddSingleton<ILoggerProvider>(log);
        await using var application = builder.Build();

        await application.StartAsync();

        log.Messages.Should().NotContain(message => message.StartsWith("Now listening on: ", StringComparison.Ordinal));
    }

    private static DistributedApplication Build(MessageLog log, params (string Key, string Value)[] settings)
    {
        var builder = DistributedApplication.CreateBuilder();
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        // A real run has them in its environment, before the builder reads it.
        builder.Configuration["AppHost:BrowserToken"] = null;
        AppHostConfiguration.AddSecrets(builder.Configuration);
        builder.Services.AddSingleton<ILoggerProvider>(log);
        return builder.Build();
    }

    private sealed class MessageLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Messages.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
