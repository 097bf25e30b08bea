// Ctrl+C while an analysis runs.
namespace MemallocKit.Summaries.Commands;

/// <summary>
/// The first Ctrl+C ends the work between two methods, so that no half-written file is left; the second ends the process.
/// Commands that only read and print do without: they end at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public Interruption() => Console.CancelKeyPress += Interrupt;

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= Interrupt;
        _source.Dispose();
    }

    private void Interrupt(object? sender, ConsoleCancelEventArgs pressed)
    {
        pressed.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
