// One instruction in its long form.
using System.Reflection.Metadata;

namespace MemallocKit.Summaries.Il;

/// <summary>
/// An instruction. Short forms are written as long ones, and arguments as locals: <c>Ldloc</c>, <c>Stloc</c> and <c>Ldloca</c>
/// name a slot, of which the arguments are the first.
/// </summary>
/// <param name="Offset">Bytes from the start of the body.</param>
/// <param name="Code">The operation.</param>
/// <param name="Operand">A token, a slot, or the index of the instruction a branch goes to.</param>
/// <param name="Constant">The value of an integer constant.</param>
/// <param name="Targets">The indices a switch goes to.</param>
internal readonly record struct Instruction(int Offset, ILOpCode Code, int Operand, long Constant, int[]? Targets);

/// <summary>A protected region; all places are indices of instructions, ends exclusive.</summary>
/// <param name="FilterStart">The first instruction of the filter, or -1.</param>
/// <param name="CatchType">The token of the caught type, or 0.</param>
internal readonly record struct ProtectedRegion(
    ExceptionRegionKind Kind, int TryStart, int TryEnd, int HandlerStart, int HandlerEnd, int FilterStart, int CatchType)
{
    public bool Protects(BasicBlock block) => block.Start >= TryStart && block.Start < TryEnd;

    public bool Catches => Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter;
}

/// <summary>Instructions that run one after the other: entered at the first, left at the last.</summary>
/// <param name="Index">Its place among the blocks of the body.</param>
/// <param name="Start">Its first instruction.</param>
/// <param name="End">Behind its last instruction.</param>
/// <param name="Successors">The blocks that may come next, exceptions aside.</param>
internal sealed record BasicBlock(int Index, int Start, int End, int[] Successors)
{
    public int Last => End - 1;
}
