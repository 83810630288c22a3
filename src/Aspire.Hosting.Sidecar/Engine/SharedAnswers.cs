using System.Collections.Concurrent;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Has a question that is asked again while it is being answered answered once: the members of a pod start together, and ask the engine the same things.
/// </summary>
internal sealed class SharedAnswers<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _asked = new(StringComparer.Ordinal);

    /// <param name="question">What is asked.</param>
    /// <param name="answer">Answers, for all who ask meanwhile: nobody cancels it.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    public Task<T> AskAsync(string question, Func<Task<T>> answer, CancellationToken cancellationToken) =>
        _asked.GetOrAdd(question, asked => new(() => AnswerAsync(asked, answer))).Value.WaitAsync(cancellationToken);

    private async Task<T> AnswerAsync(string question, Func<Task<T>> answer)
    {
        try
        {
            return await answer().ConfigureAwait(false);
        }
        finally
        {
            _asked.TryRemove(question, out _);
        }
    }
}
