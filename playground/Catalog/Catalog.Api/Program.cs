using Catalog.Api;
using Catalog.Api.Logging;

var builder = WebApplication.CreateBuilder(args);
builder.AddTelemetry();
if (builder.Configuration["SIDECAR_VOLUME_LOGS"] is { Length: > 0 } logs)
{
    builder.Services.AddSingleton<ILoggerProvider>(_ => new JsonFileLoggerProvider(Path.Combine(logs, "api.log"), TimeProvider.System));
}

var pricing = builder.Configuration["SIDECAR_PRICING_HTTP"] is { Length: > 0 } url ? new Uri(url) : null;

builder.Services.AddProblemDetails();
builder.Services.AddSingleton(Catalogue.Read(builder.Configuration));
builder.Services.AddHttpClient<PricingClient>(http =>
{
    http.BaseAddress = pricing;
    http.Timeout = TimeSpan.FromMilliseconds(500);
}).RemoveAllLoggers();

var app = builder.Build();
app.UseMiddleware<RequestLog>();
app.UseExceptionHandler();
app.UseStatusCodePages();

app.MapGet("/products", ProductEndpoints.List);
app.MapGet("/products/{id}", ProductEndpoints.Get);
app.MapGet("/health", () => "Healthy");

app.Run();
