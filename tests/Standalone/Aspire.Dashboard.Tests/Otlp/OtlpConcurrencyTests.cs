using Google.Protobuf;

namespace Aspire.Dashboard.Tests.Otlp;

[TestClass]
public sealed class OtlpConcurrencyTests
{
    [TestMethod]
    public async Task Requests_of_many_clients_at_once_all_arrive()
    {
        const int Clients = 40;
        const int Batch = 50;
        await using var receiver = await OtlpFixture.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, Clients).SelectMany(client => new[] { OverHttp(client), OverGrpc(client) }));

        receiver.Sink.Logs.Select(record => record.Body).Should().OnlyHaveUniqueItems().And.HaveCount(Clients * Batch);
        receiver.Sink.Spans.Select(span => span.Name).Should().OnlyHaveUniqueItems().And.HaveCount(Clients * Batch);

        async Task OverHttp(int client)
        {
            using var response = await receiver.PostAsync("/v1/logs", TestRequests.Logs([.. Names("log", client).Select(TestRequests.Log)]));
            response.EnsureSuccessStatusCode();
        }

        Task OverGrpc(int client) => receiver.CallAsync("trace", TestRequests.Spans([.. Names("span", client).Select(TestRequests.Span)]).ToByteArray());

        static IEnumerable<string> Names(string kind, int client) => Enumerable.Range(0, Batch).Select(i => $"{kind} {client}/{i}");
    }
}
