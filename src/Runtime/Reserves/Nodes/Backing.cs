// What stands behind a reserve while it is connected, and how that follows the limit.
namespace MemallocKit.Reserves;

/// <summary>
/// Takes what a limit needs before the limit holds, and gives it back after the limit fell. Each change has two halves: what takes
/// time, allocates or may fail runs under the tree lock alone; what users of the reserve must see together with the ceiling runs under
/// the reserve's gate, allocates nothing and cannot fail.
/// </summary>
internal abstract class Backing
{
    /// <summary>Takes what a limit that rises needs, out of use until <see cref="Admit"/>; all or nothing. Under the tree lock.</summary>
    /// <param name="pages">How much the estimate rises.</param>
    /// <param name="fromLimit">The limit so far.</param>
    /// <param name="toLimit">The limit to be.</param>
    public abstract bool TryGrow(long pages, long fromLimit, long toLimit);

    /// <summary>Puts what <see cref="TryGrow"/> took to use. Under the reserve's gate.</summary>
    public abstract void Admit();

    /// <summary>Gives back what <see cref="TryGrow"/> took, instead of <see cref="Admit"/>. Under the tree lock.</summary>
    public abstract void Undo();

    /// <summary>Takes out of use what a lower limit does not need; no more than that is charged. Under the reserve's gate.</summary>
    /// <param name="pages">How much the estimate falls.</param>
    /// <param name="fromLimit">The limit so far.</param>
    /// <param name="toLimit">The limit to be.</param>
    public abstract void Retire(long pages, long fromLimit, long toLimit);

    /// <summary>Gives back what <see cref="Retire"/> took out of use. Under the tree lock.</summary>
    public abstract void GiveBack();

    /// <summary>The end of a backing all of which was given back. Allocates nothing.</summary>
    public virtual void Close()
    {
    }
}
