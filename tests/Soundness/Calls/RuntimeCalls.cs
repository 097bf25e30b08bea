// Types, enums, delegates, reflection that only reads, native memory, the runtime about itself.
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class RuntimeCalls
{
    private static readonly MethodInfo s_method = typeof(RuntimeCalls).GetMethod(nameof(HasFlag))!;
    private static readonly PropertyInfo s_property = typeof(Node).GetProperty(nameof(Data.Node.Value))!;
    private static readonly MethodInvoker s_invoker = MethodInvoker.Create(typeof(Math).GetMethod(nameof(Math.Abs), [typeof(int)])!);
    private static readonly Func<int, int> s_delegate = Math.Abs;
    private static readonly Action s_action = static () => { };
    private static readonly Array s_array = new int[4];
    private static readonly ConditionalWeakTable<object, object> s_table = new() { { Gate, Words } };
    private static GCHandle s_handle = GCHandle.Alloc(Gate);
    private static FileOptions s_options = FileOptions.Asynchronous;

    public static void IsAssignable() => Sink.Bool = typeof(IComparable<Node>).IsAssignableFrom(typeof(Node));
    public static void IsInstance() => Sink.Bool = typeof(Node).IsInstanceOfType(Boxed);
    public static void TypeCodeOf() => Sink.Int = (int)Type.GetTypeCode(typeof(int));
    public static void TypeEquals() => Sink.Bool = typeof(Node) == Boxed.GetType();
    public static void TypeHash() => Sink.Int = typeof(Node).GetHashCode();
    public static void TypeBase() => Sink.Object = typeof(Node).BaseType;
    public static void TypeElement() => Sink.Object = typeof(int[]).GetElementType();
    public static void TypeIsGeneric() => Sink.Bool = typeof(List<int>).IsGenericType && typeof(List<int>).IsClass;
    public static void TypeArguments() => Sink.Object = typeof(List<int>).GetGenericArguments();
    public static void TypeFullName() => Sink.Object = typeof(Node).FullName;
    public static void TypeMembers() => Sink.Object = typeof(Node).GetMethods();
    public static void TypeByName() => Sink.Object = Type.GetType("System.String");
    public static void TypeAttribute() => Sink.Bool = typeof(Node).IsDefined(typeof(SerializableAttribute), false);
    public static void TypeMakeArray() => Sink.Object = typeof(Node).MakeArrayType();
    public static void MethodName() => Sink.Object = s_method.Name;
    public static void MethodIsStatic() => Sink.Bool = s_method.IsStatic && s_method.IsPublic;
    public static void MethodInvoke() => Sink.Object = s_invoker.Invoke(null, Boxed);
    public static void PropertyValue() => Sink.Object = s_property.GetValue(Data.Node);
    public static void AssemblyOf() => Sink.Object = typeof(Node).Assembly;
    public static void AssemblyName() => Sink.Object = typeof(Node).Assembly.GetName();
    public static void HasFlag() => Sink.Bool = s_options.HasFlag(FileOptions.Asynchronous);
    public static void EnumEqual() => Sink.Bool = s_options.Equals(FileOptions.None);
    public static void EnumHash() => Sink.Int = s_options.GetHashCode();
    public static void EnumFormat() => Sink.Bool = Enum.TryFormat(Color.Green, Chars, out Sink.Int);
    public static void EnumParse() => Sink.Bool = Enum.TryParse("Green", out Color _);
    public static void EnumParseSpan() => Sink.Bool = Enum.TryParse<Color>("Green".AsSpan(), ignoreCase: true, out _);
    public static void EnumValues() => Sink.Object = Enum.GetValues<Color>();
    public static void EnumUnderlying() => Sink.Object = Enum.GetUnderlyingType(typeof(Color));
    public static void EnumToObject() => Sink.Object = Enum.ToObject(typeof(Color), 1);
    public static void DelegateInvoke() => Sink.Int = s_delegate(-7);
    public static void DelegateTarget() => Sink.Object = s_action.Target;
    public static void DelegateHash() => Sink.Int = s_delegate.GetHashCode();
    public static void DelegateCombine() => Sink.Object = Delegate.Combine(s_action, s_action);
    public static void DelegateRemove() => Sink.Object = Delegate.Remove(s_action, s_action);
    public static void ArrayGetValue() => Sink.Object = s_array.GetValue(1);
    public static void ArraySetValue() => s_array.SetValue(Boxed, 1);
    public static void ArrayLengths() => Sink.Int = s_array.GetLength(0) + s_array.Rank;
    public static void ArrayResize()
    {
        var array = OtherInts;
        Array.Resize(ref array, array.Length);
    }

    public static void ByteLength() => Sink.Int = Buffer.ByteLength(Ints);
    public static void MemoryCopy()
    {
        unsafe
        {
            fixed (byte* from = Bytes, to = OtherBytes)
            {
                Buffer.MemoryCopy(from, to, 100, 50);
            }
        }
    }

    public static void NativeAllocFree()
    {
        unsafe
        {
            NativeMemory.Free(NativeMemory.AllocZeroed(100));
        }
    }

    public static void MarshalAllocFree() => Marshal.FreeHGlobal(Marshal.AllocHGlobal(100));
    public static void MarshalSizeOf() => Sink.Int = Marshal.SizeOf<Point>();
    public static void MarshalLastError() => Sink.Int = Marshal.GetLastPInvokeError();
    public static void MarshalTextFromNative() => Sink.Object = Marshal.PtrToStringUTF8(0);
    public static void HandleTarget() => Sink.Object = s_handle.Target;
    public static void HandleIsAllocated() => Sink.Bool = s_handle.IsAllocated;
    public static void WeakTableFind() => Sink.Bool = s_table.TryGetValue(Gate, out Sink.Object!);
    public static void CollectorInfo() => Sink.Long = GC.GetTotalAllocatedBytes() + GC.MaxGeneration;
    public static void CollectorMemory() => Sink.Long = GC.GetGCMemoryInfo().HeapSizeBytes;
    public static void CollectorPressure()
    {
        GC.AddMemoryPressure(100);
        GC.RemoveMemoryPressure(100);
    }

    public static void ServerCollector() => Sink.Bool = GCSettings.IsServerGC;
    public static void EnoughStack() => Sink.Bool = RuntimeHelpers.TryEnsureSufficientExecutionStack();
    public static void SubArray() => Sink.Object = RuntimeHelpers.GetSubArray(Ints, 1..3);
    public static void IsDynamicCode() => Sink.Bool = RuntimeFeature.IsDynamicCodeSupported;
    public static void Architecture() => Sink.Int = (int)RuntimeInformation.ProcessArchitecture;
    public static void IsLinux() => Sink.Bool = OperatingSystem.IsLinux() || OperatingSystem.IsWindowsVersionAtLeast(10);
    public static void Is64Bit() => Sink.Bool = Environment.Is64BitProcess && Environment.HasShutdownStarted;
    public static void NewLine() => Sink.Object = Environment.NewLine;
    public static void MachineName() => Sink.Object = Environment.MachineName;
    public static void Version() => Sink.Object = Environment.Version;
    public static void WorkingSet() => Sink.Long = Environment.WorkingSet;
    public static void BaseDirectory() => Sink.Object = AppContext.BaseDirectory;
    public static void StackTraceText() => Sink.Object = Environment.StackTrace;
    public static void NewException() => Sink.Object = new InvalidOperationException();
    public static void ThrowIfNullOrEmpty() => ArgumentException.ThrowIfNullOrEmpty(Words);
    public static void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Words.Length == 0, Gate);
    public static void ThrowIfGreater() => ArgumentOutOfRangeException.ThrowIfGreaterThan(Words.Length, 100);
}
