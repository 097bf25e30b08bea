// An allocator by name, that may be missing on this machine.
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Shapes;

namespace MemallocKit.Benchmarks.Peers;

internal abstract class Peer(string name)
{
    /// <summary>What to install before this peer can be measured; null when it is there.</summary>
    protected virtual string? Missing => null;

    public Entrant In(IShape shape) => new(name, () => Make(shape), Missing);

    protected abstract Contender Make(IShape shape);
}

internal class Peer<TAllocator, TBlock>(string name) : Peer(name)
    where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
    where TBlock : struct
{
    protected override Contender Make(IShape shape) => shape.Of<TAllocator, TBlock>();
}

internal sealed class NativePeer<TLibrary>(string name) : Peer<NativeAllocator<TLibrary>, nint>(name)
    where TLibrary : INativeLibrary
{
    protected override string? Missing => NativeAllocator<TLibrary>.IsLoaded ? null : $"{TLibrary.FileName} cannot be loaded: install {TLibrary.DebianPackage}";
}
