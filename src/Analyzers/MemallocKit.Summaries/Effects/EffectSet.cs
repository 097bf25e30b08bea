// What a method can do to the managed heap, as a set.
namespace MemallocKit.Summaries.Effects;

[Flags]
internal enum EffectSet : ushort
{
    None = 0,

    /// <summary>It allocates on some path that is neither a throw nor a first call.</summary>
    Allocates = 1,

    /// <summary>It can throw, and allocates to do so.</summary>
    Throws = 2,

    /// <summary>It allocates once a process, thread, instance or instantiation.</summary>
    FirstCall = 4,

    /// <summary>It calls native code that could allocate.</summary>
    Native = 8,

    /// <summary>It does something that the analysis does not understand.</summary>
    Unknown = 16,

    /// <summary>It calls code that anyone may have written, and nothing at the call says which.</summary>
    Virtual = 32,

    /// <summary>It can throw and catch that itself.</summary>
    Caught = 64,

    /// <summary>It relies on something that the overlay assumes to be off, such as tracing.</summary>
    Assumes = 128,

    /// <summary>It takes from a pool that allocates when it is empty.</summary>
    Pools = 256,

    /// <summary>It allocates when a collection has to grow.</summary>
    Grows = 512,

    /// <summary>It relies on Equals, GetHashCode or CompareTo of types it does not know.</summary>
    Contract = 1024,
}

/// <summary>When the code at a place runs.</summary>
internal enum Guard : byte
{
    Always,

    /// <summary>Only while a lazily filled field is empty.</summary>
    FirstCall,

    /// <summary>Only on paths that end in an exception which this method catches.</summary>
    Caught,

    /// <summary>Only on paths that end in an exception.</summary>
    Throwing,
}

internal static class EffectSets
{
    private const EffectSet NeedsMemory = EffectSet.Allocates | EffectSet.Native | EffectSet.Unknown | EffectSet.Virtual
        | EffectSet.FirstCall | EffectSet.Pools | EffectSet.Grows | EffectSet.Contract;

    private const EffectSet Passing = EffectSet.Throws | EffectSet.Caught | EffectSet.Assumes;

    /// <summary>What effects at a place mean for the method around it.</summary>
    /// <param name="effects">The effects of the operation or callee.</param>
    /// <param name="guard">When the place is reached.</param>
    /// <param name="isProtected">A handler of the method catches what is thrown there.</param>
    /// <param name="grows">What is allocated there becomes the larger store of a collection.</param>
    public static EffectSet Under(this EffectSet effects, Guard guard, bool isProtected, bool grows)
    {
        if (grows && (effects & EffectSet.Allocates) != 0)
        {
            effects = (effects & ~EffectSet.Allocates) | EffectSet.Grows;
        }

        var caught = isProtected && (effects & EffectSet.Throws) != 0 ? EffectSet.Caught : EffectSet.None;
        return guard switch
        {
            Guard.Always => effects | caught,
            Guard.FirstCall => (effects & Passing) | caught | ((effects & NeedsMemory) != 0 ? EffectSet.FirstCall : EffectSet.None),
            Guard.Caught => effects == EffectSet.None ? EffectSet.None : EffectSet.Caught,
            _ => effects == EffectSet.None ? EffectSet.None : EffectSet.Throws,
        };
    }
}
