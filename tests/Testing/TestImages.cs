using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Testing;

/// <summary>
/// Images that the tests make themselves, from Debian and its packages. Each is made once, and again only when its description changes.
/// </summary>
public static class TestImages
{
    private static readonly ConcurrentDictionary<string, Task<string?>> Problems = [];

    /// <summary>A shell with OpenSSL and curl.</summary>
    public static Task<(string Image, string Tag)> ToolsAsync() => RequireAsync("tools", Packages("ca-certificates", "curl", "openssl"));

    /// <summary>Redis, which Aspire starts with a shell.</summary>
    public static Task<(string Image, string Tag)> RedisAsync() => RequireAsync("redis", Packages("openssl", "redis-server"));

    /// <summary>RabbitMQ as a program that stays, with its management.</summary>
    public static Task<(string Image, string Tag)> RabbitAsync() => RequireAsync(
        "rabbitmq",
        $"""
        {Packages("rabbitmq-server")}
        RUN rabbitmq-plugins --offline enable rabbitmq_management && printf 'loopback_users = none\nlog.console = true\n' > /etc/rabbitmq/rabbitmq.conf
        USER rabbitmq
        CMD ["/usr/lib/rabbitmq/bin/rabbitmq-server"]
        """);

    /// <summary>PostgreSQL with what Aspire's integration expects of an image: user and password in variables.</summary>
    public static Task<(string Image, string Tag)> PostgresAsync() => RequireAsync(
        "postgres",
        $"""
        {Packages("postgresql")}
        ENV PATH=/usr/lib/postgresql/15/bin:$PATH PGDATA=/var/lib/postgresql/data
        RUN mkdir -p $PGDATA && chown postgres $PGDATA
        USER postgres
        STOPSIGNAL SIGINT
        CMD ["sh", "-c", "printf %s \"$POSTGRES_PASSWORD\" > /tmp/password; [ -s $PGDATA/PG_VERSION ] || initdb -U \"$POSTGRES_USER\" --pwfile=/tmp/password -A scram-sha-256 && echo 'host all all all scram-sha-256' >> $PGDATA/pg_hba.conf; exec postgres -c 'listen_addresses=*' -c unix_socket_directories=/tmp"]
        """);

    /// <summary>The shippers of log files that the agent is measured beside.</summary>
    public static Task<(string Image, string Tag)> RsyslogAsync() => RequireAsync("rsyslog", Packages("rsyslog"));

    /// <inheritdoc cref="RsyslogAsync"/>
    public static Task<(string Image, string Tag)> SyslogNgAsync() => RequireAsync("syslog-ng", Packages("syslog-ng-core"));

    /// <summary>Ends a test that needs Aspire to build an image, where its way to do so is missing.</summary>
    public static async Task RequireBuildsAsync()
    {
        await TestEngine.RequireAsync();
        try
        {
            await TestEngine.RunAsync(TestEngine.IsPodman ? ["version"] : ["buildx", "version"]);
        }
        catch (InvalidOperationException exception)
        {
            Requirement.Check("ENGINE", $"Aspire builds images with docker's plugin buildx: {exception.Message}");
        }
    }

    /// <summary>Makes an image, or ends the test where that is not possible.</summary>
    public static async Task<(string Image, string Tag)> RequireAsync(string name, string dockerfile)
    {
        await TestEngine.RequireAsync();
        var image = $"sidecar-tests-{name}";
        var tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dockerfile)))[..12];
        Requirement.Check("ENGINE", await Problems.GetOrAdd($"{image}:{tag}", reference => FindProblemAsync(reference, dockerfile)));
        return (image, tag);
    }

    private static string Packages(params string[] packages) =>
        $"""
        FROM {TestEngine.Image}:{TestEngine.Tag}
        RUN apt-get update && apt-get install -y --no-install-recommends {string.Join(' ', packages)} && rm -rf /var/lib/apt/lists/*
        """;

    private static async Task<string?> FindProblemAsync(string reference, string dockerfile)
    {
        if ((await TestEngine.ListAsync("image", "ls", "--quiet", reference)).Length > 0)
        {
            return null;
        }

        var folder = TemporaryFolder.Create();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), dockerfile);
            await TestEngine.RunAsync("build", "--tag", reference, folder);
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return $"The image {reference} cannot be made: {exception.Message}";
        }
    }
}
