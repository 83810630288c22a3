using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

/// <summary>
/// The application sees a sidecar in the network of its main as it sees an ordinary container.
/// </summary>
[TestClass]
public sealed class WholeApplicationTests
{
    private static readonly Lazy<Task<Twins>> Started = new(() => Twins.StartAsync(ApplicationTwins.Build, "--DcpPublisher:RandomizePorts=false"));

    [ClassCleanup]
    public static async Task EndAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }

    [TestMethod]
    [Shows("EndpointAnnotation")]
    public async Task The_testing_builder_reaches_each_endpoint()
    {
        var twins = await TwinsAsync();
        var (plain, joined) = await twins.OfEachAsync(ApplicationTwins.Server, async resource =>
        {
            await twins.Application.WaitForHealthyAsync(Eventually.Patience, resource);
            List<string> answers = [];
            foreach (var endpoint in (string[])["http", "fixed", "direct"])
            {
                using var client = twins.Application.Application.CreateHttpClient(resource, endpoint);
                answers.Add((await client.GetStringAsync(new Uri("/", UriKind.Relative))).Replace(resource, "it", StringComparison.Ordinal));
            }

            twins.Application.Application.GetEndpoint(resource, "fixed").Port.Should().Be(ApplicationTwins.FixedPorts[resource]);
            return answers;
        });

        joined.Should().Equal(plain).And.Equal("it 9101\n", "it 9102\n", "it 9103\n");
    }

    [TestMethod]
    [Shows("ProxySupportAnnotation")]
    public async Task An_endpoint_without_a_proxy_is_the_port_that_the_engine_publishes()
    {
        var twins = await TwinsAsync();
        await twins.OfEachAsync(ApplicationTwins.Direct, async resource =>
        {
            var endpoint = ((IResourceWithEndpoints)twins.Application.Resource(resource)).GetEndpoint("tcp");
            var publisher = resource == Twins.Joined(ApplicationTwins.Direct) ? Twins.Main : resource;
            (await TestEngine.RunAsync("port", twins.Container(publisher), "9301")).Should().EndWith($":{endpoint.Port}");
            return endpoint.EndpointAnnotation.IsProxied.Should().BeFalse();
        });
    }

    [TestMethod]
    [Shows("ResourceUrlAnnotation", "ResourceUrlsCallbackAnnotation")]
    public async Task Urls_and_their_texts_are_the_same()
    {
        var twins = await TwinsAsync();
        var (plain, joined) = await twins.OfEachAsync(ApplicationTwins.Server, async resource =>
        {
            var snapshot = await twins.Application.WaitForAsync(resource, known => known.Urls.Length > 0 && known.Urls.All(url => !url.IsInactive));
            return snapshot.Urls.Select(url => $"{url.Name} {new Uri(url.Url).Host} {new Uri(url.Url).AbsolutePath} {url.IsInternal} {url.DisplayProperties}").Order().ToArray();
        });

        joined.Should().Equal(plain).And.HaveCount(6);
    }

    [TestMethod]
    public async Task What_is_published_of_the_held_resource_is_seen_in_its_one_row()
    {
        var twins = await TwinsAsync();
        var (_, resource) = await twins.OfEachAsync(ApplicationTwins.Direct, resource => Task.FromResult(twins.Application.Resource(resource)));
        var notifications = twins.Application.Application.ResourceNotifications;
        notifications.TryGetCurrentState(resource.Name, out var row).Should().BeTrue();

        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { Properties = snapshot.Properties.Add(new("added", "by hand")) });

        notifications.TryGetCurrentState(row!.ResourceId, out var known).Should().BeTrue();
        known!.Snapshot.Properties.Should().Contain(property => property.Name == "added");
        row.ResourceId.Should().MatchRegex("^api-direct-[a-z]+$");
    }

    [TestMethod]
    [Shows("HealthCheckAnnotation", "EndpointProbeAnnotation", "ProbeAnnotation")]
    public async Task Health_checks_are_the_same()
    {
        var twins = await TwinsAsync();
        var (plain, joined) = await twins.OfEachAsync(ApplicationTwins.Server, async resource =>
        {
            await twins.Application.WaitForHealthyAsync(Eventually.Patience, resource);
            return twins.Application.Snapshot(resource).HealthReports
                .Select(report => $"{report.Name.Replace(resource, "it", StringComparison.Ordinal)} {report.Status} {report.Description}").Order().ToArray();
        });

        joined.Should().Equal(plain).And.HaveCount(3);
    }

    [TestMethod]
    [Shows("ResourceCommandAnnotation")]
    public async Task Commands_are_the_same_and_work()
    {
        var twins = await TwinsAsync();
        var (plain, joined) = await twins.OfEachAsync(ApplicationTwins.Server, async resource =>
        {
            await twins.Application.WaitForHealthyAsync(Eventually.Patience, resource);
            var greeted = await twins.Application.ExecuteAsync(resource, "greet");
            var poked = await twins.Application.ExecuteAsync(resource, "poke");
            await twins.Application.WaitForLogAsync(resource, "asked POST /poke");
            return twins.Application.Snapshot(resource).Commands.Where(command => command.Name != "change-image-tag").Select(command => $"{command}")
                .Append($"{greeted.Success} {greeted.Message?.Split('-')[0]} {poked.Success}").ToArray();
        });

        joined.Order().Should().Equal(plain.Order().Select(text => text.Replace("hello from plain", "hello from api", StringComparison.Ordinal)));
    }

    [TestMethod]
    [Shows("ResourceIconAnnotation", "ResourceRelationshipAnnotation", "McpServerEndpointAnnotation", "RequiredCommandAnnotation")]
    public async Task Icon_relationships_tools_and_needed_programs_are_the_same()
    {
        var twins = await TwinsAsync();
        var (plain, joined) = await twins.OfEachAsync(ApplicationTwins.Server, async resource =>
        {
            var held = (TwinServer)twins.Application.Resource(resource);
            held.TryGetLastAnnotation<McpServerEndpointAnnotation>(out var tools).Should().BeTrue();
            var address = await tools!.EndpointUrlResolver(held, CancellationToken.None);
            address!.Port.Should().Be(held.Http.Port);
            var snapshot = twins.Application.Snapshot(resource);
            return (Icon: $"{snapshot.IconName} {snapshot.IconVariant}", Relationships: snapshot.Relationships.Where(relationship => relationship.ResourceName != Twins.Main).ToArray(), Tools: address.AbsolutePath);
        });

        joined.Icon.Should().Be(plain.Icon).And.Be("Beaker Regular");
        joined.Relationships.Should().Equal(plain.Relationships).And.HaveCount(2);
        ApplicationTwins.Required.Should().BeEquivalentTo(Twins.Plain(ApplicationTwins.Server), Twins.Joined(ApplicationTwins.Server));
        joined.Tools.Should().Be(plain.Tools).And.Be("/tools");
    }

    [TestMethod]
    [Shows("ContainerNetworkAliasAnnotation", "ConnectionPropertyAnnotation")]
    public async Task Other_containers_reach_it_by_its_alias_and_connection_string()
    {
        var twins = await TwinsAsync();
        foreach (var resource in (string[])[Twins.Plain(ApplicationTwins.Server), Twins.Joined(ApplicationTwins.Server)])
        {
            var asking = $"asks-{resource}";
            var prefix = resource.Replace('-', '_').ToUpperInvariant();

            await twins.Application.WaitForLogAsync(asking, "reached");
            (await twins.Application.WaitForLogAsync(asking, $"{prefix}_HOST=")).Should().EndWith(".dev.internal");
            (await twins.Application.WaitForLogAsync(asking, $"{prefix}_EXTRA=")).Should().EndWith("=one more");
            (await twins.Application.WaitForLogAsync(asking, $"ConnectionStrings__{resource}=")).Should().EndWith(".dev.internal:9101");
        }
    }

    [TestMethod]
    [Shows("ConnectionStringRedirectAnnotation", "HiddenAnnotation", "ResourceSnapshotAnnotation")]
    public async Task What_is_hidden_has_a_state_of_its_own_or_points_elsewhere_is_the_same()
    {
        var twins = await TwinsAsync();
        var (plain, joined) = await twins.OfEachAsync(ApplicationTwins.Hidden, resource => Task.FromResult(twins.Application.Snapshot(resource)));
        List<(bool, int?, string)> ends = [];
        foreach (var resource in (string[])[Twins.Plain(ApplicationTwins.Short), Twins.Joined(ApplicationTwins.Short)])
        {
            var ended = await twins.Application.WaitForAsync(resource, snapshot => snapshot.ExitCode is not null && snapshot.IsHidden);
            var told = await twins.Application.WaitForLogAsync($"asks-{resource}", $"ConnectionStrings__{resource}=");
            ends.Add((ended.IsHidden, ended.ExitCode, told[(told.IndexOf('=', StringComparison.Ordinal) + 1)..]));
        }

        joined.IsHidden.Should().Be(plain.IsHidden).And.BeTrue();
        plain.Properties.Should().Contain(property => property.Name == "colour");
        joined.Properties.Should().Contain(property => property.Name == "colour" && "blue".Equals(property.Value));
        ends[1].Should().Be(ends[0]).And.Be((true, 0, "Endpoint=elsewhere"));
    }

    [TestMethod]
    [Shows("InitializeResourceEvent", "ResourceEndpointsAllocatedEvent", "ConnectionStringAvailableEvent", "BeforeResourceStartedEvent", "ResourceReadyEvent", "ResourceStoppedEvent")]
    public async Task Events_of_the_life_come_in_the_same_order_on_the_held_resource()
    {
        var twins = await TwinsAsync();
        var (plain, joined) = (Twins.Plain(ApplicationTwins.Short), Twins.Joined(ApplicationTwins.Short));
        await Eventually.TrueAsync(() => new[] { plain, joined }.All(name => Heard(name).Contains(nameof(ResourceStoppedEvent))), "both have ended");

        Heard(joined).Except([nameof(ResourceReadyEvent)]).Should().Equal(Heard(plain).Except([nameof(ResourceReadyEvent)])).And.HaveCount(5);
        ApplicationTwins.Events.Where(heard => heard.Resource.Name == joined).Should().OnlyContain(heard => ReferenceEquals(heard.Resource, twins.Application.Resource(joined)));

        await Eventually.TrueAsync(() => new[] { ApplicationTwins.Server }.SelectMany(name => (string[])[Twins.Plain(name), Twins.Joined(name)])
            .All(name => Heard(name).Contains(nameof(ResourceReadyEvent))), "both servers are ready");
    }

    private static string[] Heard(string resource) => [.. ApplicationTwins.Events.Where(heard => heard.Resource.Name == resource).Select(heard => heard.Event)];

    private static async Task<Twins> TwinsAsync()
    {
        await TestEngine.RequireAsync();
        return await Started.Value;
    }
}
