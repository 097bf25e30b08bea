// Where events of reserves go: to a layer below, which this one does not know.
namespace MemallocKit.Reserves;

/// <summary>
/// Called with no gate and no lock held. All but <see cref="Start"/>, <see cref="Connected"/> and <see cref="Disconnected"/> are called on paths
/// that run when memory is gone: they must not allocate managed memory nor throw.
/// </summary>
internal abstract class ReserveEventSink
{
    /// <summary>A reserve is about to be connected: makes what can be listened to. Cheap when called again.</summary>
    public abstract void Start();

    public abstract void Connected(ReserveNode node, Zone zone);

    public abstract void Disconnected(ReserveNode node, Zone zone);

    public abstract void Refused(Reserve reserve, long amount, RefusalReason reason);

    public abstract void EmergencyEntered(Reserve reserve);

    public abstract void EmergencyLeft(Reserve reserve);

    public abstract void Stalled(Reserve reserve, long amount, long waitedMilliseconds);
}
