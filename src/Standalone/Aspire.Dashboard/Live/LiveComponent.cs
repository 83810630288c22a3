using Microsoft.AspNetCore.Components;

namespace Aspire.Dashboard.Live;

/// <summary>A component that reads its data anew and renders itself when a signal says that something has changed.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private bool _isDisposed;

    /// <summary>Ends the updates.</summary>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the updates.</summary>
    /// <param name="isDisposing">Whether it is not the finalizer that calls.</param>
    protected virtual void Dispose(bool isDisposing)
    {
        _isDisposed = true;
        _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    /// <summary>Reads the data that is shown. Called before the first rendering, and after each change.</summary>
    protected virtual void Refresh()
    {
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Refresh();

    /// <summary>Refreshes the component after each change that a signal reports.</summary>
    /// <param name="signal">The signal.</param>
    private protected void Follow(ChangeSignal signal) => _subscriptions.Add(signal.Subscribe(OnChanged));

    private void OnChanged() => _ = UpdateAsync();

    private async Task UpdateAsync()
    {
        try
        {
            await InvokeAsync(RefreshAndRender).ConfigureAwait(false);
        }
        catch (ObjectDisposedException) when (_isDisposed)
        {
            // The page was closed in between.
        }
#pragma warning disable CA1031 // Nobody awaits an update: the renderer is told of what goes wrong, ends the circuit and shows it on the page.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await DispatchExceptionAsync(exception).ConfigureAwait(false);
        }
    }

    private void RefreshAndRender()
    {
        if (!_isDisposed)
        {
            Refresh();
            StateHasChanged();
        }
    }
}
