var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();

// The AppHost says where the sidecar answers and where the folder of the logs is.
using var clock = new HttpClient { BaseAddress = new Uri(app.Configuration["SIDECAR_CLOCK_HTTP"] ?? "http://localhost:5001") };
using var log = TextWriter.Synchronized(new StreamWriter(Path.Combine(app.Configuration["SIDECAR_VOLUME_LOGS"] ?? ".", "api.log"), append: true) { AutoFlush = true });

app.MapGet("/", async () =>
{
    var time = await clock.GetStringAsync("/time");
    log.WriteLine($"{DateTimeOffset.UtcNow:O} info: The clock says {time}");
    return $"The clock says {time}";
});
app.MapGet("/health", () => "Healthy");

app.Run();
