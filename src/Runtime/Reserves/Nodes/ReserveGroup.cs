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
        : base(name, null, Checked(model), Checked(processors)) => Attach();

    /// <summary>Makes a group inside another.</summary>
    public ReserveGroup(string name, ReserveGroup parent)
        : base(name, NotNull(parent), parent.Model, parent.Processors) => Attach();

    /// <inheritdoc/>
    /// <remarks>A group is connected when every reserve below it is.</remarks>
    public override bool IsConnected
    {
        get
        {
            for (var child = FirstChild; child is not null; child = child.NextSibling)
            {
                if (!child.IsConnected)
                    return false;
            }

            return FirstChild is not null;
        }
    }

    /// <inheritdoc/>
    public override ReserveConnection Connect(Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        lock (TreeLock)
            return ReserveConnection.Open(this, zone);
    }

    internal override void Prime()
    {
        for (var child = FirstChild; child is not null; child = child.NextSibling)
            child.Prime();
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

    internal static ReserveGroup NotNull(ReserveGroup parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return parent;
    }
}
