using Aspire.Hosting.Sidecar.Telemetry.Usage;

namespace Aspire.Hosting.Sidecar.Tests.Telemetry.Usage;

[TestClass]
public sealed class EngineStatsTests
{
    private const string Docker =
        """
        {"BlockIO":"0B / 0B","CPUPerc":"12.50%","Container":"api","ID":"91ab6cab8622","MemPerc":"3.86%","MemUsage":"1.5MiB / 32MiB","Name":"api","NetIO":"486B / 0B","PIDs":"3"}
        {"BlockIO":"0B / 0B","CPUPerc":"250.00%","Container":"x","ID":"a0f97bbcd40b","MemPerc":"50%","MemUsage":"2GiB / 4GiB","Name":"api-proxy-abcdefgh","NetIO":"0B / 0B","PIDs":"40"}
        """;

    private const string Podman =
        """
        [
         {
          "id": "a0f97bbcd40b",
          "name": "api",
          "cpu_time": "1.5s",
          "cpu_percent": "12.50%",
          "avg_cpu": "1.00%",
          "mem_usage": "1.5MB / 33.55MB",
          "mem_percent": "4.47%",
          "net_io": "0B / 0B",
          "block_io": "0B / 0B",
          "pids": "3"
         }
        ]
        """;

    [TestMethod]
    public void Dockers_figures_are_read() => EngineStats.Parse(Docker).Should().Equal(
        new ContainerUsage("91ab6cab8622", "api", 0.125, 3 << 19, 3),
        new ContainerUsage("a0f97bbcd40b", "api-proxy-abcdefgh", 2.5, 2L << 30, 40));

    [TestMethod]
    public void Podmans_figures_are_read() => EngineStats.Parse(Podman).Should().Equal(new ContainerUsage("a0f97bbcd40b", "api", 0.125, 1_500_000, 3));

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("WARN: cgroups are missing")]
    [DataRow("""{"CPUPerc":"--","ID":"91ab6cab8622","MemUsage":"-- / --","Name":"--","PIDs":"--"}""")]
    [DataRow("""{"Name":"api"}""")]
    [DataRow("null")]
    public void What_has_no_figures_is_left_out(string output) => EngineStats.Parse(output).Should().BeEmpty();

    [TestMethod]
    public void A_container_is_known_by_its_name_or_its_id()
    {
        ContainerUsage usage = new("91ab6cab8622", "api", 0, 0, 0);

        usage.IsOf("api").Should().BeTrue();
        usage.IsOf("91ab6cab86220a77313a301102edafbe").Should().BeTrue();
        usage.IsOf("api-proxy").Should().BeFalse();
    }
}
