using System.Net;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Tests.ApplicationModel.Commands;

[TestClass]
public sealed class HttpCommandTests
{
    private readonly IDistributedApplicationBuilder _builder = TestModel.CreateBuilder();

    [TestMethod]
    public async Task The_request_is_sent_to_the_endpoint_and_the_body_becomes_the_result()
    {
        await using var server = await StartServerAsync();
        var api = Api(new Uri(server.Urls.Single()).Port).WithHttpCommand("/echo", "Echo", commandOptions: new HttpCommandOptions
        {
            ResultMode = HttpCommandResultMode.Auto,
            PrepareRequest = context =>
            {
                context.Request.Content = new StringContent("hello");
                return Task.CompletedTask;
            },
        });

        var result = await ExecuteAsync(api, "api-http-http-post-/echo");

        result.Success.Should().BeTrue();
        result.Data.Should().BeEquivalentTo(new { Value = "POST hello", Format = CommandResultFormat.Text });
    }

    [TestMethod]
    public async Task A_status_code_other_than_success_is_a_failure()
    {
        await using var server = await StartServerAsync();
        var api = Api(new Uri(server.Urls.Single()).Port).WithHttpCommand("/nothing", "Nothing", commandName: "nothing", commandOptions: new HttpCommandOptions { Method = HttpMethod.Get });

        (await ExecuteAsync(api, "nothing")).Should().BeEquivalentTo(new { Success = false, Message = "Request failed with status code NotFound" });
    }

    [TestMethod]
    public async Task The_caller_can_make_the_result()
    {
        await using var server = await StartServerAsync();
        var api = Api(new Uri(server.Urls.Single()).Port).WithHttpCommand("/echo", "Echo", commandName: "echo", commandOptions: new HttpCommandOptions
        {
            GetCommandResult = context => Task.FromResult(CommandResults.Success($"{context.ResourceName} {(int)context.Response.StatusCode}")),
        });

        (await ExecuteAsync(api, "echo")).Message.Should().Be("api 200");
    }

    [TestMethod]
    public async Task An_endpoint_that_is_not_allocated_is_not_called()
    {
        var api = _builder.AddContainer("api", "image").WithHttpEndpoint(targetPort: 80).WithHttpCommand("/", "Root", commandName: "root");

        (await ExecuteAsync(api, "root")).Should().BeEquivalentTo(new { Success = false, Message = "Endpoints are not yet allocated." });
    }

    private IResourceBuilder<ContainerResource> Api(int port) => _builder.AddContainer("api", "image").WithHttpEndpoint(targetPort: 80).Allocate("http", port);

    private async Task<ExecuteCommandResult> ExecuteAsync(IResourceBuilder<ContainerResource> api, string commandName)
    {
        await using var application = _builder.Build();
        return await api.Resource.Annotations.OfType<ResourceCommandAnnotation>().Single(command => command.Name == commandName).ExecuteCommand(new ExecuteCommandContext
        {
            Services = application.Services,
            ResourceName = "api",
            CancellationToken = default,
            Logger = NullLogger.Instance,
            Arguments = new InteractionInputCollection([]),
        });
    }

    private static async Task<WebApplication> StartServerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://{IPAddress.Loopback}:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.MapPost("/echo", async (HttpRequest request) => Results.Text($"{request.Method} {await new StreamReader(request.Body).ReadToEndAsync()}"));
        await server.StartAsync();
        return server;
    }
}
