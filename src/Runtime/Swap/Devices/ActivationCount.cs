// Counted activation: the first in opens, the last out closes. Two users of one device must not close it for each other.
namespace MemallocKit.Swap;

/// <summary>Counts the activations of one device. Set-up and tear-down only; transfers never come here.</summary>
internal sealed class ActivationCount(string deviceName)
{
    private readonly Lock _gate = new();
    private int _count;
    private bool _disposed;

    /// <summary>Runs <paramref name="open"/> for the first activation. When it throws, the count is what it was.</summary>
    public void Activate(Action open)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, deviceName);
            if (_count == 0)
                open();
            _count++;
        }
    }

    /// <summary>Runs <paramref name="close"/> for the last deactivation.</summary>
    public void Deactivate(Action close)
    {
        lock (_gate)
        {
            if (_count == 0)
                throw new InvalidOperationException($"Swap device '{deviceName}' is not activated.");
            _count--;
            if (_count == 0)
                close();
        }
    }

    /// <summary>Closes whatever the count says, once.</summary>
    public void Dispose(Action close)
    {
        lock (_gate)
        {
            if (_count > 0)
                close();
            _count = 0;
            _disposed = true;
        }
    }
}
