var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();

app.MapGet("/time", () => $"{TimeProvider.System.GetLocalNow():HH:mm:ss}");

app.Run();
