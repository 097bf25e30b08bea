// What a thread is about to do at a scheduling point.
using System.Runtime.CompilerServices;

namespace MemallocKit.Interleaving;

internal enum OperationKind
{
    /// <summary>The thread has not begun.</summary>
    Start = 0,

    /// <summary>Reads a shared word.</summary>
    Read,

    /// <summary>May change a shared word.</summary>
    Write,

    /// <summary>Has found nothing to do and waits for somebody else to change something.</summary>
    Spin,

    /// <summary>Takes a lock, once it is free.</summary>
    Lock,

    /// <summary>Gives a lock back.</summary>
    Unlock,

    /// <summary>Waits for a condition.</summary>
    Wait,
}

/// <summary>
/// An operation and the word or object it is on. The collector may move a word while its thread is parked, so an address says
/// something only until the next collection.
/// </summary>
internal readonly unsafe struct Operation
{
    private readonly nuint _address;
    private readonly object? _target;
    private readonly int _collections;

    private Operation(OperationKind kind, nuint address, object? target)
    {
        Kind = kind;
        _address = address;
        _target = target;
        _collections = GC.CollectionCount(0);
    }

    public OperationKind Kind { get; }

    public static Operation On<T>(OperationKind kind, ref readonly T word)
    {
        var collections = GC.CollectionCount(0);
        var operation = new Operation(kind, (nuint)Unsafe.AsPointer(ref Unsafe.AsRef(in word)), null);

        // Moved between the two lines above: better no address than a wrong one.
        return operation._collections == collections ? operation : new Operation(kind, 0, null);
    }

    public static Operation OnObject(OperationKind kind, object target) => new(kind, 0, target);

    public static Operation Of(OperationKind kind) => new(kind, 0, null);

    /// <summary>Whether the order of the two can make no difference. In doubt it can.</summary>
    public bool CommutesWith(in Operation other)
    {
        if (Kind is OperationKind.Start or OperationKind.Spin || other.Kind is OperationKind.Start or OperationKind.Spin)
            return true;
        if (Kind == OperationKind.Wait || other.Kind == OperationKind.Wait)
            return false;
        if (Kind == OperationKind.Read && other.Kind == OperationKind.Read)
            return true;
        if (_target is not null || other._target is not null)
            return !ReferenceEquals(_target, other._target);
        var collections = GC.CollectionCount(0);
        return _collections == collections && other._collections == collections
            && _address != 0 && other._address != 0 && _address != other._address;
    }

    public override string ToString() => Kind.ToString();
}
