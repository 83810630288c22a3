using System.Globalization;
using Aspire.Hosting.Sidecar.Publishing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Tests.Publishing;

[TestClass]
public sealed class PublishReportTests
{
    [TestMethod]
    public void Warnings_may_come_from_environments_that_are_published_side_by_side()
    {
        const int Count = 20_000;
        using FakeLogs logs = new();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(logs));
        PublishReport report = new(loggers);

        Parallel.For(0, 2 * Count, number => report.Warn((number % Count).ToString(CultureInfo.InvariantCulture)));

        report.Error("an error");
        report.Invoking(written => written.ThrowIfInvalid()).Should().Throw<DistributedApplicationException>().WithMessage("an error");
        logs.Lines.Should().OnlyHaveUniqueItems().And.HaveCount(Count);
    }
}
