// A node that groups others and is never charged itself.
using MemallocKit.Estimation;

namespace MemallocKit;

/// <summary>Groups reserves, for reports and to connect them together. Thread-safe.</summary>
public sealed class ReserveGroup : ReserveNode
{
    /// <summary>Makes the root of a tree.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="model">How amounts in this tree become pages.</param>
    /// <param name="processors">For <see cref="EstimateModel.LinuxSlub"/>: processors to add slack for, 1 to 65536.</param>
    public ReserveGroup(string name, EstimateModel model = EstimateModel.UpperBound, int processors = 1)
        : base(name, Checked(model), Checked(processors))
    {
    }

    /// <summary>Makes a group inside another.</summary>
    public ReserveGroup(string name, ReserveGroup parent)
        : base(name, NotNull(parent).Model, parent.Processors)
    {
        lock (TreeLock)
            Attach(parent);
    }

    /// <summary>
    /// Makes this root a group of another tree: trees of different assemblies become one. Its pages and limits count in the sums above, and
    /// connections that cover <paramref name="parent"/> cover it from here on. To be called at set-up.
    /// </summary>
    /// <param name="parent">A group of another tree, of the same <see cref="EstimateModel"/>.</param>
    /// <exception cref="ReserveException"><paramref name="parent"/> is connected and the pages cannot be had. Nothing was changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sums would exceed <see cref="long.MaxValue"/>. Nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// This group has a parent already, <paramref name="parent"/> lies below it, the models differ, or both are connected in different zones.
    /// </exception>
    public void AttachTo(ReserveGroup parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        lock (TreeLock)
        {
            RefuseChanging();
            if (Parent is { } other)
                throw new InvalidOperationException($"'{Name}' belongs to '{other.Name}' already. Detach it first.");
            for (ReserveNode? node = parent; node is not null; node = node.Parent)
            {
                if (node == this)
                    throw new InvalidOperationException($"'{parent.Name}' lies below '{Name}', so it cannot be above it as well.");
            }

            if (parent.Model != Model || parent.Processors != Processors)
                throw new InvalidOperationException($"'{Name}' is estimated by {Model} for {Processors} processors, '{parent.Name}' by {parent.Model} for {parent.Processors}: their pages do not add up.");
            Attach(parent);
        }
    }

    /// <summary>
    /// Makes this group a root. Connections further up cover it no more: what no connection of its own covers gives its memory
    /// back. It goes on tracking its needs. On a root, does nothing. To be called at set-up.
    /// </summary>
    /// <exception cref="InvalidOperationException">A reserve that would be disconnected has something charged. Nothing was changed.</exception>
    public void Detach()
    {
        lock (TreeLock)
        {
            RefuseChanging();
            if (Parent is { } parent)
                DetachFrom(parent);
        }
    }

    internal override void Prime()
    {
        for (var child = FirstChild; child is not null; child = child.NextSibling)
            child.Prime();
    }

    internal override Zone? FindZone()
    {
        for (var child = FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.FindZone() is { } zone)
                return zone;
        }

        return null;
    }

    internal static ReserveGroup NotNull(ReserveGroup parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return parent;
    }

    private static EstimateModel Checked(EstimateModel model) => model is EstimateModel.UpperBound or EstimateModel.LinuxSlub
        ? model
        : throw new ArgumentOutOfRangeException(nameof(model), model, "Not an estimate model.");

    private static int Checked(int processors)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(processors, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(processors, DeclarationLimits.MostProcessors);
        return processors;
    }
}
