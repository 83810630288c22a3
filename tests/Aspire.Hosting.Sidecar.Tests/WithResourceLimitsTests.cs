using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.Sidecar.Tests;

[TestClass]
public class WithResourceLimitsTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    [DataRow("64m", 64L << 20)]
    [DataRow("64Mi", 64L << 20)]
    [DataRow("64mb", 64L << 20)]
    [DataRow("1g", 1L << 30)]
    [DataRow("1.5Gi", 3L << 29)]
    [DataRow("1G", 1_000_000_000L)]
    [DataRow("1M", 1_000_000L)]
    [DataRow("100k", 102_400L)]
    [DataRow("123", 123L)]
    [DataRow("", null)]
    [DataRow("m", null)]
    [DataRow("64 m", null)]
    [DataRow("-1m", null)]
    [DataRow("0", null)]
    [DataRow("0.2b", null)]
    [DataRow("1x", null)]
    [DataRow("1.2.3m", null)]
    [DataRow("99999999999999999999g", null)]
    public void Sizes_are_read(string text, long? bytes) => MemorySize.Parse(text).Should().Be(bytes);

    [TestMethod]
    [DataRow(64L << 20, "64 MiB")]
    [DataRow(1_000_000L, "1000000 B")]
    [DataRow(3L << 29, "1536 MiB")]
    [DataRow(1L << 41, "2 TiB")]
    [DataRow(1L << 51, "2048 TiB")]
    public void Sizes_are_written_in_the_largest_unit_that_is_exact(long bytes, string text) => MemorySize.Format(bytes).Should().Be(text);

    [TestMethod]
    public void The_last_call_wins_as_a_whole()
    {
        var container = _builder.AddContainerMain().WithResourceLimits(cpus: 1, processes: 10).WithResourceLimits(memory: "64m");

        var limits = container.Resource.Annotations.OfType<ResourceLimitsAnnotation>().Should().ContainSingle().Subject;
        (limits.Cpus, limits.Memory, limits.Processes).Should().Be((null, 64L << 20, null));
    }

    [TestMethod]
    public void Processors_are_counted_in_thousandths()
    {
        var container = _builder.AddContainerMain().WithResourceLimits(cpus: 0.1 + 0.2);

        container.Resource.Annotations.OfType<ResourceLimitsAnnotation>().Single().Cpus.Should().Be(0.3);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(1e-9)]
    [DataRow(0.0099)]
    [DataRow(8193)]
    [DataRow(1e300)]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    public void Processors_out_of_range_are_refused(double cpus) =>
        Refused(cpus: cpus).WithMessage("ASPIRESIDECAR013: The CPU limit of 'api' cannot be *");

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(int.MaxValue)]
    public void Processes_out_of_range_are_refused(int processes) =>
        Refused(processes: processes).WithMessage("ASPIRESIDECAR013: The process limit of 'api' cannot be *");

    [TestMethod]
    [DataRow("lots", "ASPIRESIDECAR013: 'lots' on 'api' is not a size*")]
    [DataRow("", "ASPIRESIDECAR013: '' on 'api' is not a size*")]
    [DataRow("1m", "ASPIRESIDECAR013: The memory limit '1m' of 'api'*")]
    public void Memory_out_of_range_is_refused(string memory, string message) => Refused(memory: memory).WithMessage(message);

    private FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(double? cpus = null, string? memory = null, int? processes = null) =>
        _builder.AddContainerMain().Invoking(container => container.WithResourceLimits(cpus, memory, processes)).Should().Throw<ArgumentException>();
}
