// What the overlay says of intrinsics and of the runtime, where no other call gets there.
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class OverlayCalls
{
    private static readonly Thread s_ended = Ended();
    private static readonly Copied s_copied = new();
    private static readonly Func<int, int> s_delegate = Twice;
    private static readonly Func<int, int> s_sameDelegate = Twice;
    private static readonly Color[] s_colors = [Color.Red, Color.Green];
    private static readonly int[,] s_grid = new int[3, 4];

    [OverlaySample("M:System.Object.#ctor", Besides = 24)]
    public static void NewObject() => Sink.Object = new object();

    [OverlaySample("M:System.GC.SuppressFinalize(System.Object)")]
    public static void SuppressFinalize() => GC.SuppressFinalize(Gate);

    [OverlaySample("M:System.GC.GetAllocatedBytesForCurrentThread")]
    public static void AllocatedBytes() => Sink.Long = GC.GetAllocatedBytesForCurrentThread();

    [OverlaySample("M:System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference")]
    public static void ArrayData() => Sink.Int = MemoryMarshal.GetArrayDataReference(Bytes);

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.InitializeArray", Besides = 56)]
    public static void ArrayOfConstants() => Sink.Object = new int[] { 1, 2, 3, 4, 5, 6, 7, 8 };

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.CreateSpan")]
    public static void SpanOfConstants()
    {
        ReadOnlySpan<int> span = [1, 2, 3, 4, 5, 6, 7, 8];
        Sink.Int = span[Shared & 7];
    }

    [OverlaySample(
        "M:System.Runtime.CompilerServices.RuntimeHelpers.GetMethodTable",
        "M:System.Runtime.CompilerServices.RuntimeHelpers.GetRawData",
        "M:System.Runtime.CompilerServices.RuntimeHelpers.GetElementSize")]
    public static void ArrayClearAny() => Array.Clear((Array)OtherInts);

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.GetMultiDimensionalArrayBounds")]
    public static void GridLength() => Sink.Int = s_grid.GetLength(1) + s_grid.GetLowerBound(0);

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.EnumEquals")]
    public static void EnumEqual() => Sink.Bool = EqualityComparer<Color>.Default.Equals(Color.Red, s_colors[1]);

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.EnumCompareTo")]
    public static void EnumOrder() => Sink.Int = Comparer<Color>.Default.Compare(Color.Red, s_colors[1]);

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.IsBitwiseEquatable")]
    public static void EnumIndexOf() => Sink.Int = Array.IndexOf(s_colors, Color.Green);

    [OverlaySample("M:System.Object.MemberwiseClone")]
    public static void Copy() => Sink.Object = s_copied.Copy();

    [OverlaySample("M:System.String.FastAllocateString", "M:System.String.#ctor")]
    public static void NewText() => Sink.Object = new string('x', 5);

    [OverlaySample("M:System.String.Intern(System.Runtime.CompilerServices.StringHandleOnStack)")]
    public static void InternKnown() => Sink.Object = string.Intern(Words);

    [OverlaySample("M:System.RuntimeTypeHandle.InternalAlloc", "M:System.RuntimeTypeHandle.InternalAllocNoChecks", "M:System.RuntimeTypeHandle.InternalAllocNoChecks_FastPath")]
    public static void Uninitialized() => Sink.Object = RuntimeHelpers.GetUninitializedObject(typeof(Node));

    [OverlaySample("M:System.GC.AllocateNewArray")]
    public static void PinnedArray() => Sink.Object = GC.AllocateUninitializedArray<byte>(4096, pinned: true);

    [OverlaySample("M:System.Array.CreateInstanceMDArray", "M:System.Array.InternalCreate")]
    public static void ArrayOfType() => Sink.Object = Array.CreateInstance(typeof(int), 2, 3);

    [OverlaySample("M:System.Threading.Monitor.Enter_Slowpath", "M:System.Threading.Monitor.Exit_Slowpath", "M:System.Threading.Monitor.TryEnter_Slowpath")]
    public static void MonitorTimed()
    {
        if (Monitor.TryEnter(Gate, 5))
        {
            Monitor.Enter(Gate);
            Monitor.Exit(Gate);
            Monitor.Exit(Gate);
        }
    }

    [OverlaySample("M:System.Threading.Monitor.Pulse", "M:System.Threading.Monitor.PulseAll", "M:System.Threading.Monitor.Wait(System.Runtime.CompilerServices.ObjectHandleOnStack,System.Int32)")]
    public static void MonitorSignals()
    {
        lock (Gate)
        {
            Monitor.Pulse(Gate);
            Monitor.PulseAll(Gate);
            Sink.Bool = Monitor.Wait(Gate, 0);
        }
    }

    [OverlaySample("M:System.Threading.Thread.SetPriority")]
    public static void Priority() => Thread.CurrentThread.Priority = ThreadPriority.Normal;

    [OverlaySample("M:System.Threading.Thread.Join(System.Runtime.CompilerServices.ObjectHandleOnStack,System.Int32)")]
    public static void JoinEnded() => Sink.Bool = s_ended.Join(0);

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.GetHashCodeSlow")]
    public static void IdentityHash() => Sink.Int = RuntimeHelpers.GetHashCode(Gate);

    [OverlaySample("M:System.Runtime.InteropServices.GCHandle._InternalAllocWithGCTransition", "M:System.Runtime.InteropServices.GCHandle._InternalFreeWithGCTransition")]
    public static void Handle() => GCHandle.Alloc(Gate, GCHandleType.Weak).Free();

    [OverlaySample("M:System.Runtime.DependentHandle._InternalAllocWithGCTransition", "M:System.Runtime.DependentHandle._InternalFreeWithGCTransition")]
    public static void Dependent()
    {
        using var handle = new DependentHandle(Gate, Boxed);
        Sink.Object = handle.Dependent;
    }

    [OverlaySample("M:System.GC.ReRegisterForFinalize")]
    public static void FinalizeAgain()
    {
        GC.ReRegisterForFinalize(s_copied);
        GC.SuppressFinalize(s_copied);
    }

    [OverlaySample("M:System.Delegate.InternalEqualMethodHandles")]
    public static void DelegatesEqual() => Sink.Bool = s_delegate.Equals(s_sameDelegate);

    [OverlaySample("M:System.ValueType.GetHashCodeStrategy", Besides = 24)]
    public static void StructHash() => Sink.Int = default(Bare).GetHashCode();

    [OverlaySample("M:System.Runtime.CompilerServices.VirtualDispatchHelpers.ResolveVirtualFunctionPointer")]
    public static void GenericVirtual() => Sink.Int = s_copied.Virtual<string>();

    [OverlaySample("M:System.Runtime.CompilerServices.CastHelpers.IsInstanceOf_NoCacheLookup")]
    public static void CastToVariant() => Sink.Bool = (object)StringList is IEnumerable<object>;

    [OverlaySample("M:System.RuntimeTypeHandle.GetRuntimeTypeFromHandleSlow", "M:System.RuntimeTypeHandle.GetAssemblySlow", "M:System.RuntimeTypeHandle.GetModuleSlow")]
    public static void TypeParts() => Sink.Bool = Type.GetTypeFromHandle(typeof(Node).TypeHandle)!.Assembly == typeof(Node).Module.Assembly;

    [OverlaySample(
        "M:System.Runtime.CompilerServices.StaticsHelpers.GetThreadStaticsByIndex",
        "M:System.Runtime.CompilerServices.StaticsHelpers.GetThreadStaticsByMethodTable")]
    public static void ThreadStatics() => OfThisThread<string>.Held = OfThisThread<string>.Held is null ? Words : OfThisThread<string>.Held;

    [OverlaySample("M:System.Runtime.CompilerServices.InitHelpers.InitClassHelper")]
    public static void StaticConstructor() => Sink.Object = WithStaticConstructor.Held;

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor")]
    public static void RunClassConstructor() => RuntimeHelpers.RunClassConstructor(typeof(WithStaticConstructor).TypeHandle);

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor")]
    public static void RunModuleConstructor() => RuntimeHelpers.RunModuleConstructor(typeof(Data).Module.ModuleHandle);

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.PrepareMethod")]
    public static void Prepare() => RuntimeHelpers.PrepareMethod(s_delegate.Method.MethodHandle);

    [OverlaySample("M:System.Runtime.CompilerServices.RuntimeHelpers.ObjectHasComponentSize")]
    public static void ArrayHandle()
    {
        using var handle = new PinnedGCHandle<byte[]>(Bytes);
        Sink.Object = handle.Target;
    }

    [OverlaySample("M:System.StubHelpers.StubHelpers.*")]
    public static void NativeCall() => Sink.Int = Native.GetProcessId();

    private static int Twice(int value) => value * 2;

    private static Thread Ended()
    {
        var thread = new Thread(static () => { });
        thread.Start();
        thread.Join();
        return thread;
    }

    private struct Bare(int x)
    {
        public int X = x;
    }

    private static class OfThisThread<T>
    {
        [ThreadStatic]
        public static string? Held;
    }

    private static class WithStaticConstructor
    {
        public static readonly object Held;

        static WithStaticConstructor() => Held = new object();
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "getpid", SetLastError = true)]
        public static extern int GetProcessId();
    }

    private class Copied
    {
        public object Copy() => MemberwiseClone();

        public virtual int Virtual<T>() => typeof(T).IsValueType ? 1 : 2;
    }
}
