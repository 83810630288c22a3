using Pods.Api;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddProblemDetails();
builder.Services.AddSingleton(Cache.Of(builder.Configuration));
builder.Services.AddSingleton(new AccessLog(builder.Configuration["SIDECAR_VOLUME_LOGS"], TimeProvider.System));

var app = builder.Build();
app.UseExceptionHandler();
app.Use((context, next) => app.Services.GetRequiredService<AccessLog>().AroundAsync(context, next));

app.MapGet("/visits", async (Cache cache, CancellationToken cancellationToken) => new { Visits = await cache.CountVisitAsync(cancellationToken) });
app.MapGet("/health", () => "Healthy");

app.Run();
