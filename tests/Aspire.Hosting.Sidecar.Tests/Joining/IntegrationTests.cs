using Npgsql;
using RabbitMQ.Client;
using StackExchange.Redis;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// Resources of Aspire's own integrations as sidecars, and as mains, unchanged but for their images.
/// </summary>
[TestClass]
public sealed class IntegrationTests
{
    /// <summary>Starting a broker takes its time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [TestMethod]
    public async Task Redis_with_its_certificate()
    {
        var (image, tag) = await TestImages.RedisAsync();
        DeveloperCertificate.Require();
        await using var application = await RunningApplication.StartAsync(builder =>
        {
            IResourceBuilder<RedisResource> Add(IDistributedApplicationBuilder b, string name) => b.AddRedis(name).WithImage(image, tag).WithImageRegistry(null);
            var main = Add(builder, "store");
            AddMain(builder).WithSidecar("cache", Add).WithSidecar("client", image, tag, client => client
                .WithReference(builder.CreateResourceBuilder<RedisResource>("api-cache")).WithReference(main)
                .WithArgs("bash", "-c",
                    """
                    ask() { until answer=$(redis-cli --tls --cacertdir "${SSL_CERT_DIR%%:*}" -h "$2" -p "$3" -a "$4" --no-auth-warning ping) && [ "$answer" = PONG ]; do echo "$answer"; read -t 1 < <(:); done; echo "$1 says $answer"; }
                    ask cache "$API_CACHE_HOST" "$API_CACHE_PORT" "$API_CACHE_PASSWORD"; ask store "$STORE_HOST" "$STORE_PORT" "$STORE_PASSWORD"; sleep 10000
                    """));
            main.WithSidecar("note", image, tag, note => note.WithArgs("bash", "-c", Twins.Idle));
        });

        foreach (var resource in (string[])["store", "api-cache"])
        {
            await application.WaitForHealthyAsync(Patience, resource);
            using var connection = await ConnectionMultiplexer.ConnectAsync(await ConnectionStringAsync(application, resource));
            await connection.GetDatabase().StringSetAsync("key", resource);
            ((string?)await connection.GetDatabase().StringGetAsync("key")).Should().Be(resource);
        }

        (await ConnectionStringAsync(application, "api-cache")).Should().Contain("ssl=true");
        await application.WaitForLogAsync("api-client", "cache says PONG");
        await application.WaitForLogAsync("api-client", "store says PONG");
        await application.WaitForHealthyAsync(Patience, "store-note");
    }

    [TestMethod]
    public async Task PostgreSQL_with_a_database()
    {
        var (image, tag) = await TestImages.PostgresAsync();
        await using var application = await RunningApplication.StartAsync(builder =>
        {
            IResourceBuilder<PostgresServerResource> Add(IDistributedApplicationBuilder b, string name)
            {
                var server = b.AddPostgres(name).WithImage(image, tag).WithImageRegistry(null);
                server.AddDatabase($"{name}-orders", "orders");
                return server;
            }

            var main = Add(builder, "store");
            var api = AddMain(builder).WithSidecar("data", Add);
            main.WithSidecar("note", image, tag, note => note.WithArgs("bash", "-c", Twins.Idle));
            var database = builder.CreateResourceBuilder<PostgresDatabaseResource>("api-data-orders");
            api.WithSidecar("client", image, tag, client => client.WithReference(database).WaitFor(database).WithArgs("bash", "-c",
                "PGPASSWORD=\"$API_DATA_ORDERS_PASSWORD\" psql -h \"$API_DATA_ORDERS_HOST\" -p \"$API_DATA_ORDERS_PORT\" -U \"$API_DATA_ORDERS_USERNAME\" orders -c 'select 6 * 7 as answer'; sleep 10000"));
        });

        foreach (var server in (string[])["store", "api-data"])
        {
            await application.WaitForHealthyAsync(Patience, server, $"{server}-orders");
            await using var source = NpgsqlDataSource.Create(await ConnectionStringAsync(application, $"{server}-orders"));
            await using var command = source.CreateCommand("select current_database()");
            (await command.ExecuteScalarAsync()).Should().Be("orders");
        }

        await application.WaitForLogAsync("api-client", " 42");
        await application.WaitForHealthyAsync(Patience, "store-note");
    }

    [TestMethod]
    public async Task RabbitMQ_with_its_management()
    {
        var (image, tag) = await TestImages.RabbitAsync();
        await using var application = await RunningApplication.StartAsync(builder =>
        {
            IResourceBuilder<RabbitMQServerResource> Add(IDistributedApplicationBuilder b, string name) => b.AddRabbitMQ(name).WithManagementPlugin().WithImage(image, tag).WithImageRegistry(null);
            AddMain(builder).WithSidecar("broker", Add);
            Add(builder, "store").WithSidecar("note", image, tag, note => note.WithArgs("bash", "-c", Twins.Idle));
        });

        foreach (var resource in (string[])["store", "api-broker"])
        {
            await application.WaitForHealthyAsync(Patience, resource);
            var factory = new ConnectionFactory { Uri = new(await ConnectionStringAsync(application, resource)) };
            await using var connection = await factory.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync();
            (await channel.QueueDeclareAsync()).QueueName.Should().NotBeEmpty();
            (await Eventually.AnswerAsync(new($"{((IResourceWithEndpoints)application.Resource(resource)).GetEndpoint("management").Url}/"))).Should().Contain("RabbitMQ");
        }

        await application.WaitForHealthyAsync(Patience, "store-note");
    }

    private static IResourceBuilder<ContainerResource> AddMain(IDistributedApplicationBuilder builder) =>
        builder.AddContainer("api", TestEngine.Image, TestEngine.Tag).WithArgs("bash", "-c", Twins.Idle);

    private static async Task<string> ConnectionStringAsync(RunningApplication application, string resource) =>
        (await ((IResourceWithConnectionString)application.Resource(resource)).GetConnectionStringAsync())!;
}
