using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that becomes known later and may change afterwards.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("IsValueSet = {IsValueSet}")]
public sealed class ValueSnapshot<T> where T : notnull
{
    private readonly TaskCompletionSource<T> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Task<T>? _later;

    /// <summary>Gets whether a value or an exception was set.</summary>
    public bool IsValueSet => _first.Task.IsCompleted;

    /// <summary>Gets the latest value, waiting for the first one.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value.</returns>
    public Task<T> GetValueAsync(CancellationToken cancellationToken = default)
        => _later ?? _first.Task.WaitAsync(cancellationToken);

    /// <summary>Sets the value.</summary>
    /// <param name="value">The value.</param>
    public void SetValue(T value)
    {
        if (!_first.TrySetResult(value))
        {
            _later = Task.FromResult(value);
        }
    }

    /// <summary>Makes reading the value fail.</summary>
    /// <param name="exception">The exception that readers get.</param>
    public void SetException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);

        if (!_first.TrySetException(exception))
        {
            _later = Task.FromException<T>(exception);
        }
    }

    /// <summary>The latest value if there is one already.</summary>
    internal bool TryGetValue(out T? value)
    {
        var task = _later ?? _first.Task;
        value = task.IsCompletedSuccessfully ? task.Result : default;
        return task.IsCompletedSuccessfully;
    }
}
