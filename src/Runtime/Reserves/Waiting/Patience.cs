// How long a caller is willing to wait.
namespace MemallocKit.Reserves;

/// <summary>A timeout and a token. A value on the caller's stack.</summary>
internal readonly struct Patience
{
    // A registration on a token would allocate, so a waiter looks at its token this often.
    private const int LongestSleep = 20;

    private readonly long _milliseconds;

    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public Patience(TimeSpan timeout, CancellationToken token)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            _milliseconds = long.MaxValue;
        }
        else
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);

            // Rounded up: nobody gives up before the time.
            _milliseconds = (timeout.Ticks / TimeSpan.TicksPerMillisecond) + (timeout.Ticks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);
        }

        Token = token;
    }

    public CancellationToken Token { get; }

    public bool IsNone => _milliseconds == 0;

    /// <summary>How many milliseconds to sleep before looking again; 0 when the time is over.</summary>
    public int Sleep(long waited) => (int)Math.Clamp(_milliseconds - waited, 0, LongestSleep);
}
