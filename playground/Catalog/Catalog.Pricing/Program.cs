using Catalog.Pricing;

var builder = WebApplication.CreateBuilder(args);
builder.AddTelemetry();
builder.Services.AddProblemDetails();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();

app.MapGet("/convert", Converter.Convert);
app.MapGet("/rates", () => new { Base = "EUR", Rates = Currency.All.Values.OrderBy(currency => currency.Code).ToDictionary(currency => currency.Code, currency => currency.PerEuro) });
app.MapGet("/health", () => "Healthy");

app.Run();
