// A decoded body: instructions, blocks, protected regions, locals.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Il;

internal sealed class DecodedBody
{
    public required Instruction[] Instructions { get; init; }

    public required BasicBlock[] Blocks { get; init; }

    /// <summary>The block of each instruction.</summary>
    public required int[] BlockOf { get; init; }

    public required ProtectedRegion[] Regions { get; init; }

    /// <summary>Types of the locals, as declared.</summary>
    public required TypeSig[] Locals { get; init; }

    /// <summary>Per slot: something stores to it after the start, so a handler cannot rely on what it held.</summary>
    public required bool[] IsStored { get; init; }

    /// <summary>Per slot: its address is taken.</summary>
    public required bool[] IsAddressTaken { get; init; }

    public BasicBlock BlockAt(int instruction) => Blocks[BlockOf[instruction]];

    /// <summary>The operation behind <paramref name="instruction"/> in the same block, by that many places; Nop where there is none.</summary>
    public ILOpCode Following(int instruction, int places)
    {
        var index = instruction + places;
        return index < BlockAt(instruction).End ? Instructions[index].Code : ILOpCode.Nop;
    }
}
