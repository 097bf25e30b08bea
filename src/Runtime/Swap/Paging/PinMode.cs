// What a pin is for.
namespace MemallocKit.Swap;

/// <summary>What the holder of a pin does with the page.</summary>
public enum PinMode
{
    /// <summary>Reads it. Bytes written under such a pin may be lost when the page leaves memory.</summary>
    Read,

    /// <summary>Reads and writes it. The page counts as changed from the moment of the pin.</summary>
    Write,
}
