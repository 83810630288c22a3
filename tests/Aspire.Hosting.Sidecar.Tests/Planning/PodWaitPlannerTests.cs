using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Planning;

[TestClass]
public class PodWaitPlannerTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public void Gates_start_one_after_another_in_order_of_declaration()
    {
        _builder.AddMain()
            .WithInitContainer("first", TestApplication.Process)
            .WithSidecar("proxy", (b, n) => TestApplication.Process(b, n).WithStartOrder(SidecarStartOrder.BeforeMain))
            .WithInitContainer("second", TestApplication.Process);

        Waits().Should().Equal(
            "api waits for api-first: WaitForCompletion",
            "api-proxy waits for api-first: WaitForCompletion",
            "api waits for api-proxy: WaitUntilStarted",
            "api-second waits for api-proxy: WaitUntilStarted",
            "api waits for api-second: WaitForCompletion");
    }

    [TestMethod]
    public void A_gate_with_a_health_check_must_be_healthy()
    {
        _builder.AddMain().WithSidecar("proxy", (b, n) => TestApplication.Process(b, n)
            .WithHealthCheck("ready").WithStartOrder(SidecarStartOrder.BeforeMain));

        Waits().Should().Equal("api waits for api-proxy: WaitUntilHealthy");
    }

    [TestMethod]
    public void After_main_waits_for_a_healthy_main()
    {
        _builder.AddMain().WithHealthCheck("ready")
            .WithSidecar("helper", (b, n) => TestApplication.Process(b, n).WithStartOrder(SidecarStartOrder.AfterMain));

        Waits().Should().Equal("api-helper waits for api: WaitUntilHealthy");
    }

    [TestMethod]
    public void Sidecars_wait_for_what_their_main_waits_for()
    {
        var database = _builder.AddContainer("database", "image");
        _builder.AddMain().WaitFor(database).WithSidecar("helper", TestApplication.Process);

        Waits().Should().Equal("api-helper waits for database: WaitUntilHealthy");
    }

    [TestMethod]
    public void A_wait_of_the_sidecar_itself_is_kept()
    {
        var database = _builder.AddContainer("database", "image");
        _builder.AddMain().WaitFor(database).WithSidecar("helper", (b, n) => TestApplication.Process(b, n).WaitForStart(database));

        Waits().Should().BeEmpty();
    }

    [TestMethod]
    public void A_container_that_joins_the_main_waits_until_it_runs()
    {
        _builder.AddContainerMain().WithSidecar("exporter", TestApplication.Container);

        Waits().Should().Equal("api-exporter waits for api: WaitUntilStarted");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_container_that_shares_processes_or_IPC_alone_waits_until_the_main_runs(bool processes)
    {
        _builder.AddContainerMain().WithSidecar("debugger", (b, n) => Sharing(TestApplication.Container(b, n).WithNetworkSharing(SidecarNetwork.Separate)));

        Waits().Should().Equal("api-debugger waits for api: WaitUntilStarted");

        IResourceBuilder<ContainerResource> Sharing(IResourceBuilder<ContainerResource> sidecar) => processes ? sidecar.WithSharedProcesses() : sidecar.WithSharedIpc();
    }

    [TestMethod]
    public void A_joined_sidecar_that_starts_after_the_main_anyway_is_told_of_the_cycle()
    {
        var api = _builder.AddContainerMain().WithSidecar("cache", (b, n) => TestApplication.Container(b, n).WithStartOrder(SidecarStartOrder.AfterMain));
        api.WaitFor(api.GetSidecar("cache"));

        Plan().Errors.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR014: Nothing in this cycle of waits could ever start: 'api' → 'api-cache' → 'api'");
    }

    [TestMethod]
    public void A_main_may_wait_for_a_sidecar()
    {
        var api = _builder.AddMain().WithSidecar("helper", TestApplication.Process);
        api.WaitFor(api.GetSidecar("helper"));

        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void A_cycle_through_a_sidecar_is_an_error()
    {
        var api = _builder.AddMain().WithSidecar("helper", (b, n) => TestApplication.Process(b, n).WithStartOrder(SidecarStartOrder.AfterMain));
        api.WaitFor(api.GetSidecar("helper"));

        Plan().Errors.Should().ContainSingle().Which.Should().Be(
            "ASPIRESIDECAR014: Nothing in this cycle of waits could ever start: 'api' → 'api-helper' → 'api'. Remove one of the waits, or change the start order of 'api-helper'.");
    }

    [TestMethod]
    public void A_cycle_through_another_resource_is_an_error()
    {
        var database = _builder.AddContainer("database", "image");
        var api = _builder.AddMain().WaitFor(database).WithSidecar("helper", TestApplication.Process);
        database.WaitFor(api.GetSidecar("helper"));

        Plan().Errors.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR014").And.Contain("'api-helper'").And.Contain("'database'");
    }

    [TestMethod]
    public void A_cycle_without_a_sidecar_is_the_hosts_business()
    {
        var first = _builder.AddContainer("first", "image");
        var second = _builder.AddContainer("second", "image").WaitFor(first);
        first.WaitFor(second);
        _builder.AddMain().WithSidecar("helper", TestApplication.Process);

        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    public async Task Waits_are_applied_and_members_are_waited_for_over_their_restarts()
    {
        var api = _builder.AddMain()
            .WithSidecar("first", (b, n) => TestApplication.Process(b, n).WithStartOrder(SidecarStartOrder.BeforeMain))
            .WithSidecar("second", (b, n) => TestApplication.Process(b, n).WithStartOrder(SidecarStartOrder.BeforeMain));
        using var application = await _builder.CompleteAsync();

        var wait = api.GetSidecar("second").Resource.Annotations.OfType<WaitAnnotation>().Should().ContainSingle().Subject;
        (wait.Resource.Name, wait.WaitType, wait.WaitBehavior).Should().Be(("api-first", WaitType.WaitUntilStarted, WaitBehavior.WaitOnResourceUnavailable));
    }

    [TestMethod]
    public async Task That_the_main_waits_for_its_gates_is_shown_but_left_to_the_pod()
    {
        var api = _builder.AddMain().WithSidecar("proxy", (b, n) => TestApplication.Process(b, n).WithStartOrder(SidecarStartOrder.BeforeMain));
        using var application = await _builder.CompleteAsync();

        api.Resource.Annotations.OfType<WaitAnnotation>().Should().BeEmpty();
        api.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Should().ContainSingle(relation => relation.Type == "WaitFor" && relation.Resource.Name == "api-proxy");
    }

    [TestMethod]
    public async Task A_main_with_explicit_start_takes_its_members_along()
    {
        var api = _builder.AddMain().WithExplicitStart().WithSidecar("helper", TestApplication.Process);
        using var application = await _builder.CompleteAsync();

        api.GetSidecar("helper").Resource.Annotations.OfType<ExplicitStartupAnnotation>().Should().ContainSingle();
    }

    private IEnumerable<string> Waits() => Plan().Pods.Single().Waits.Select(wait => $"{wait.Waiter.Name} waits for {wait.Dependency.Name}: {wait.Type}");

    private PodPlanningResult Plan() => PodPlanner.Plan(_builder.Resources, new(IsRunMode: true, EngineHasHostNetwork: true));
}
