// Threads, streams, sockets, cryptography, time, the runtime.
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class SystemCalls
{
    public static void MonitorLock()
    {
        lock (Gate)
        {
            Shared++;
        }
    }

    public static void MonitorTryEnter()
    {
        if (Monitor.TryEnter(Gate))
        {
            Monitor.Exit(Gate);
        }
    }

    public static void LockScope()
    {
        using (Data.Lock.EnterScope())
        {
            Shared++;
        }
    }

    [OverlaySample("M:System.Threading.Interlocked.*")]
    public static void InterlockedAdd() => Sink.Int = Interlocked.Add(ref Shared, 2);

    [OverlaySample("M:System.Threading.Volatile.*")]
    public static void VolatileRead() => Sink.Int = Volatile.Read(ref Shared);
    public static void SemaphoreCycle()
    {
        Data.Semaphore.Wait();
        Data.Semaphore.Release();
    }

    public static void EventWait() => SetEvent.Wait();
    public static void KernelEventWait() => Sink.Bool = KernelEvent.WaitOne(0);
    public static void AutoEventCycle()
    {
        AutoEvent.Set();
        AutoEvent.WaitOne();
    }

    public static void MutexCycle()
    {
        Data.Mutex.WaitOne();
        Data.Mutex.ReleaseMutex();
    }

    public static void ReadLock()
    {
        ReaderWriter.EnterReadLock();
        ReaderWriter.ExitReadLock();
    }

    public static void ThreadLocalValue() => Sink.Int = OfThread.Value;
    public static void AsyncLocalValue() => Sink.Int = OfFlow.Value;
    public static void CancellationCheck() => Cancellation.Token.ThrowIfCancellationRequested();
    public static void CancellationNone() => Sink.Bool = CancellationToken.None.CanBeCanceled;
    public static void CurrentThread() => Sink.Object = Thread.CurrentThread;
    public static void ThreadId() => Sink.Int = Environment.CurrentManagedThreadId;
    public static void ThreadYield() => Sink.Bool = Thread.Yield();
    public static void ThreadSpin() => Thread.SpinWait(3);
    public static void ThreadSleep() => Thread.Sleep(0);
    public static void NewThread() => Sink.Object = new Thread(static () => { });
    public static void CompletedTask() => Sink.Object = Task.CompletedTask;
    public static void CompletedValueTask() => Sink.Bool = ValueTask.CompletedTask.IsCompleted;
    public static void TaskFromResult() => Sink.Object = Task.FromResult(123456);
    public static void ValueTaskResult() => Sink.Int = new ValueTask<int>(5).Result;
    public static void TaskDelay() => Sink.Object = Task.Delay(0);
    public static void ChannelCycle()
    {
        Channel.Writer.TryWrite(5);
        Channel.Reader.TryRead(out Sink.Int);
    }

    [OverlaySample("M:System.Lazy`1.CreateValue")]
    public static void LazyValue() => Sink.Int = Data.Lazy.Value;
    public static void WeakTarget() => Sink.Bool = Weak.TryGetTarget(out Sink.Object!);
    public static void Timestamp() => Sink.Long = Stopwatch.GetTimestamp();
    public static void Elapsed() => Sink.Span = Stopwatch.GetElapsedTime(5);
    public static void StopwatchNew() => Sink.Object = Stopwatch.StartNew();

    [OverlaySample("M:System.GC.KeepAlive(System.Object)")]
    public static void KeepAlive() => GC.KeepAlive(Gate);
    public static void Generation() => Sink.Int = GC.GetGeneration(Gate);
    public static void TotalMemory() => Sink.Long = GC.GetTotalMemory(false);
    public static void CollectionCount() => Sink.Int = GC.CollectionCount(0);
    public static void ProcessorCount() => Sink.Int = Environment.ProcessorCount;

    [OverlaySample("M:System.Object.GetType")]
    public static void TypeOfObject() => Sink.Object = Gate.GetType();
    public static void TypeName() => Sink.Object = typeof(Node).Name;
    public static void TypeIsValueType() => Sink.Bool = typeof(Point).IsValueType;
    public static void RuntimeHash() => Sink.Int = RuntimeHelpers.GetHashCode(Gate);
    public static void IsReference() => Sink.Bool = RuntimeHelpers.IsReferenceOrContainsReferences<Point>();
    public static void CreateStruct() => Sink.Int = Activator.CreateInstance<Point>().X;
    public static void CreateObject() => Sink.Object = Activator.CreateInstance<object>();
    public static void SwitchTryGet() => Sink.Bool = AppContext.TryGetSwitch("No.Such.Switch", out _);
    public static void ThrowIfNull() => ArgumentNullException.ThrowIfNull(Gate);
    public static void ThrowIfNegative() => ArgumentOutOfRangeException.ThrowIfNegative(Shared);
    public static void StreamWrite()
    {
        Data.Stream.Position = 0;
        Data.Stream.Write(Bytes, 0, 10);
    }

    public static void StreamReadByte()
    {
        Data.Stream.Position = 0;
        Sink.Int = Data.Stream.ReadByte();
    }

    public static void StreamSeek() => Sink.Long = Data.Stream.Seek(0, SeekOrigin.Begin);
    public static void StreamToArray() => Sink.Object = Data.Stream.ToArray();
    public static void FileWrite() => RandomAccess.Write(Data.FileHandle, Bytes, 0);
    public static void FileRead() => Sink.Int = RandomAccess.Read(Data.FileHandle, OtherBytes, 0);
    public static void FileLength() => Sink.Long = RandomAccess.GetLength(Data.FileHandle);
    public static void FileStreamPosition() => Data.File.Position = 3;
    public static void FileExists() => Sink.Bool = System.IO.File.Exists(FilePath);
    public static void PathExtension() => Sink.Int = Path.GetExtension(FilePath.AsSpan()).Length;
    public static void PathFileName() => Sink.Object = Path.GetFileName(FilePath);
    public static void PathTryJoin() => Sink.Bool = Path.TryJoin(Words, Text, Chars, out Sink.Int);
    public static void SocketPoll() => Sink.Bool = Sender.Poll(0, SelectMode.SelectWrite);
    public static void SocketAvailable() => Sink.Int = Sender.Available;
    public static void NetworkOrder() => Sink.Int = IPAddress.HostToNetworkOrder(5);
    public static void AddressEquals() => Sink.Bool = Address.Equals(IPAddress.Loopback);
    public static void AddressBytes() => Sink.Bool = Address.TryWriteBytes(OtherBytes, out Sink.Int);
    public static void IsLoopback() => Sink.Bool = IPAddress.IsLoopback(Address);
    public static void UriIsAbsolute() => Sink.Bool = Data.Uri.IsAbsoluteUri;
    public static void HashData() => Sink.Bool = SHA256.TryHashData(Bytes, OtherBytes, out Sink.Int);
    public static void HashArray() => Sink.Object = SHA256.HashData(Bytes);
    public static void FixedTimeEquals() => Sink.Bool = CryptographicOperations.FixedTimeEquals(Bytes, OtherBytes);
    public static void ZeroMemory() => CryptographicOperations.ZeroMemory(OtherBytes);
    public static void RandomFill() => RandomNumberGenerator.Fill(OtherBytes);
    public static void GcmEncrypt() => Gcm.Encrypt(Nonce, Bytes, OtherBytes, Tag);
    public static void Crc() => Sink.Long = System.Numerics.BitOperations.Crc32C(5u, 7u);
    public static void EnvironmentVariable() => Sink.Object = Environment.GetEnvironmentVariable("NO_SUCH_VARIABLE_HERE");
    public static void ProcessId() => Sink.Int = Environment.ProcessId;
}
