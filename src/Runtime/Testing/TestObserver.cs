// What the test tools have in common: they do not see each other's work.
using MemallocKit.Slabs;

namespace MemallocKit.Testing;

/// <summary>An observer that is not told of what tools allocate and free on this thread. Thread-safe.</summary>
internal abstract class TestObserver : ZoneObserver
{
    [ThreadStatic]
    private static bool s_toolAtWork;

    /// <summary>Until it is disposed, the thread allocates and frees for a tool.</summary>
    public static ToolWork BeginToolWork() => new(begun: true);

    public sealed override bool Admit(long bytes) => s_toolAtWork || AdmitOrdinary(bytes);

    public sealed override void Allocated(nint address, long bytes, object? charged)
    {
        if (!s_toolAtWork)
            NoteAllocated(address, bytes, (Reserve?)charged);
    }

    public sealed override void Freed(nint address)
    {
        if (!s_toolAtWork)
            NoteFreed(address);
    }

    protected virtual bool AdmitOrdinary(long bytes) => true;

    protected virtual void NoteAllocated(nint address, long bytes, Reserve? charged)
    {
    }

    protected virtual void NoteFreed(nint address)
    {
    }

    public readonly ref struct ToolWork
    {
        private readonly bool _outer;

        public ToolWork(bool begun) => (_outer, s_toolAtWork) = (s_toolAtWork, begun);

        public void Dispose() => s_toolAtWork = _outer;
    }
}
