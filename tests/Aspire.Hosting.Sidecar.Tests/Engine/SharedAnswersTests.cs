using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

[TestClass]
public sealed class SharedAnswersTests
{
    private readonly SharedAnswers<string> _answers = new();
    private int _answered;

    [TestMethod]
    public async Task Whoever_asks_meanwhile_gets_the_same_answer_and_who_asks_later_a_new_one()
    {
        TaskCompletionSource<string> answer = new();
        var (first, second, other) = (AskAsync("here", answer), AskAsync("here", answer), AskAsync("there", answer));

        answer.SetResult("yes");

        (await Task.WhenAll(first, second, other)).Should().AllBe("yes");
        _answered.Should().Be(2);
        await AskAsync("here", answer);
        _answered.Should().Be(3);
    }

    [TestMethod]
    public async Task Who_gives_up_waiting_takes_the_answer_from_nobody()
    {
        TaskCompletionSource<string> answer = new();
        using var impatience = new CancellationTokenSource();
        var (impatient, patient) = (AskAsync("here", answer, impatience.Token), AskAsync("here", answer));

        await impatience.CancelAsync();

        await impatient.Invoking(asked => asked).Should().ThrowAsync<OperationCanceledException>();
        answer.SetResult("yes");
        (await patient).Should().Be("yes");
    }

    [TestMethod]
    public async Task A_question_that_could_not_be_answered_is_asked_anew()
    {
        TaskCompletionSource<string> failure = new();
        failure.SetException(new InvalidOperationException("no engine"));
        await this.Invoking(tests => tests.AskAsync("here", failure)).Should().ThrowAsync<InvalidOperationException>();
        TaskCompletionSource<string> answer = new();
        answer.SetResult("yes");

        (await AskAsync("here", answer)).Should().Be("yes");
    }

    private Task<string> AskAsync(string question, TaskCompletionSource<string> answer, CancellationToken cancellationToken = default) => _answers.AskAsync(
        question,
        () =>
        {
            _answered++;
            return answer.Task;
        },
        cancellationToken);
}
