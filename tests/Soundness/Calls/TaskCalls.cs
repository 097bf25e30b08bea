// Tasks, value tasks, async methods that complete at once, channels.
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using System.Threading.Tasks.Sources;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class TaskCalls
{
    private static readonly Task<int> s_done = Task.FromResult(123456);
    private static readonly Channel<int> s_bounded = System.Threading.Channels.Channel.CreateBounded<int>(8);
    private static readonly Channel<string> s_texts = System.Threading.Channels.Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private static readonly Source s_source = new();
    private static readonly Task[] s_tasks = [s_done, Task.CompletedTask];

    public static void IsCompleted() => Sink.Bool = s_done.IsCompletedSuccessfully;
    public static void Result() => Sink.Int = s_done.Result;
    public static void AwaiterResult() => Sink.Int = s_done.GetAwaiter().GetResult();
    public static void ConfiguredResult() => Sink.Int = s_done.ConfigureAwait(false).GetAwaiter().GetResult();
    public static void WaitDone() => s_done.Wait();
    public static void WaitAllDone() => Task.WaitAll(s_tasks);
    public static void Status() => Sink.Int = (int)s_done.Status;
    public static void Id() => Sink.Int = s_done.Id;
    public static void FromSmallResult() => Sink.Object = Task.FromResult(true);
    public static void FromCancelled() => Sink.Object = Task.FromCanceled(new CancellationToken(true));
    public static void NewSource() => Sink.Object = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
    public static void Run() => Sink.Object = Task.Run(static () => { });
    public static void ContinueWith() => Sink.Object = s_done.ContinueWith(static _ => { }, TaskScheduler.Default);
    public static void WhenAll() => Sink.Object = Task.WhenAll(s_tasks);
    public static void WhenAny() => Sink.Object = Task.WhenAny(s_done, s_done);
    public static void WaitAsyncDone() => Sink.Object = s_done.WaitAsync(TimeSpan.FromSeconds(5));
    public static void ValueFromTask() => Sink.Int = new ValueTask<int>(s_done).Result;
    public static void ValueAsTask() => Sink.Object = new ValueTask<int>(123456).AsTask();
    public static void ValueOfTask() => Sink.Object = new ValueTask<int>(s_done).AsTask();
    public static void ValueFromResult() => Sink.Int = ValueTask.FromResult(7).GetAwaiter().GetResult();
    public static void ValueEquals() => Sink.Bool = new ValueTask<int>(7).Equals(new ValueTask<int>(8));
    public static void ValueFromSource()
    {
        s_source.Core.Reset();
        s_source.Core.SetResult(7);
        Sink.Int = new ValueTask<int>(s_source, s_source.Core.Version).Result;
    }

    public static void AsyncAtOnce() => Sink.Int = AtOnce().Result;
    public static void AsyncPooled() => Sink.Int = AtOncePooled().Result;
    public static void AsyncTaskAtOnce() => Sink.Object = TaskAtOnce();
    public static void CurrentScheduler() => Sink.Object = TaskScheduler.Current;
    public static void CurrentId() => Sink.Bool = Task.CurrentId.HasValue;
    public static void BoundedCycle()
    {
        Sink.Bool = s_bounded.Writer.TryWrite(5);
        Sink.Bool = s_bounded.Reader.TryRead(out Sink.Int);
    }

    public static void BoundedPeek()
    {
        Sink.Bool = s_bounded.Writer.TryWrite(5) && s_bounded.Reader.TryPeek(out Sink.Int);
        Sink.Bool = s_bounded.Reader.TryRead(out Sink.Int);
    }

    public static void BoundedAsync()
    {
        Sink.Bool = s_bounded.Writer.WriteAsync(5).IsCompletedSuccessfully;
        Sink.Int = s_bounded.Reader.ReadAsync().Result;
    }

    public static void BoundedReadInVain() => Sink.Bool = s_bounded.Reader.TryRead(out _);
    public static void BoundedWaitToWrite() => Sink.Bool = s_bounded.Writer.WaitToWriteAsync().Result;
    public static void BoundedCount() => Sink.Int = s_bounded.Reader.Count;
    public static void SingleReaderCycle()
    {
        Sink.Bool = s_texts.Writer.TryWrite(Words);
        Sink.Bool = s_texts.Reader.TryRead(out _);
    }

    private static async ValueTask<int> AtOnce()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        return 7;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> AtOncePooled()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        return 7;
    }

    private static async Task<int> TaskAtOnce()
    {
        await Task.CompletedTask.ConfigureAwait(false);
        return 123456;
    }

    private sealed class Source : IValueTaskSource<int>
    {
        public ManualResetValueTaskSourceCore<int> Core;

        public int GetResult(short token) => Core.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => Core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            Core.OnCompleted(continuation, state, token, flags);
    }
}
