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
    public void Limits_that_are_not_positive_are_refused()
    {
        var container = _builder.AddContainerMain();

        container.Invoking(c => c.WithResourceLimits(cpus: 0)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("ASPIRESIDECAR013: The CPU limit of 'api'*");
        container.Invoking(c => c.WithResourceLimits(cpus: double.NaN)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("ASPIRESIDECAR013*");
        container.Invoking(c => c.WithResourceLimits(processes: 0)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("ASPIRESIDECAR013: The process limit of 'api'*");
        container.Invoking(c => c.WithResourceLimits(memory: "lots")).Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR013: 'lots' on 'api' is not a size*");
        container.Invoking(c => c.WithResourceLimits(memory: "1m")).Should().Throw<ArgumentOutOfRangeException>().WithMessage("ASPIRESIDECAR013: The memory limit '1m' of 'api'*");
    }
}
