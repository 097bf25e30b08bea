// Whether it is noted who holds a reserve.
namespace MemallocKit;

public abstract partial class ReserveNode
{
    /// <summary>
    /// Whether each lease of emergency memory at or below the node notes which thread rented it and when, so that stall reports and
    /// time-outs can name the holders. False unless set; to be set before connecting. It costs 24 bytes of managed memory for each lease
    /// that the limit allows, and some time with each rent and return.
    /// </summary>
    public bool TrackHolders { get; set; }

    private protected bool IsTracked
    {
        get
        {
            for (var node = this; node is not null; node = node.Parent)
            {
                if (node.TrackHolders)
                    return true;
            }

            return false;
        }
    }
}
