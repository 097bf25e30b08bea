// Threads whose failures fail the test.
using System.Collections.Concurrent;

namespace MemallocKit.Runtime.Tests.Swap;

internal sealed class TestThreads
{
    private readonly ConcurrentQueue<Exception> _errors = new();
    private readonly Thread[] _threads;

    public TestThreads(int count, Action<int> body)
    {
        _threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            var number = i;
            _threads[i] = new Thread(() => Run(body, number)) { IsBackground = true };
            _threads[i].Start();
        }
    }

    public void Join()
    {
        foreach (var thread in _threads)
            Assert.True(thread.Join(TimeSpan.FromSeconds(120)), "a thread hangs");
        Assert.Empty(_errors);
    }

    private void Run(Action<int> body, int number)
    {
        try
        {
            body(number);
        }
        catch (Exception error)
        {
            _errors.Enqueue(error);
        }
    }
}
