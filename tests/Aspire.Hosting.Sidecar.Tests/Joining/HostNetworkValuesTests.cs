using Aspire.Hosting.Sidecar.Joining;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Sidecar.Tests.Joining;

[TestClass]
public sealed class HostNetworkValuesTests
{
    [TestMethod]
    public async Task Secrets_among_the_arguments_stay_secrets()
    {
        var builder = TestApplication.CreateBuilder();
        var secret = builder.AddParameter("password", "s3cret", secret: true);
        var plain = builder.AddParameter("user", "anna");
        var sidecar = TestApplication.Container(builder, "helper")
            .WithArgs(secret, secret.Resource, ReferenceExpression.Create($"--password={secret}"), ReferenceExpression.Create($"{plain}:{ReferenceExpression.Create($"{secret}!")}"))
            .WithArgs(plain, ReferenceExpression.Create($"--user={plain}"));

        var configuration = await ExecutionConfigurationBuilder.Create(sidecar.Resource).AddExecutionConfigurationGatherer(new HostNetworkValues(new JoinedValues(sidecar.Resource)))
            .BuildAsync(builder.ExecutionContext, NullLogger.Instance, CancellationToken.None);

        configuration.Exception.Should().BeNull();
        configuration.Arguments.Select(argument => (argument.Value, argument.IsSensitive)).Should().Equal(
            ("s3cret", true), ("s3cret", true), ("--password=s3cret", true), ("anna:s3cret!", true), ("anna", false), ("--user=anna", false));
    }
}
