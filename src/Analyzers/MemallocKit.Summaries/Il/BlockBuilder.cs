// Cuts instructions into basic blocks and notes how slots are used.
using System.Reflection.Emit;
using System.Reflection.Metadata;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Il;

internal static class BlockBuilder
{
    public static DecodedBody Build(Instruction[] instructions, ProtectedRegion[] regions, TypeSig[] locals, int argumentCount)
    {
        if (instructions.Length == 0)
        {
            throw new BadImageFormatException("A body has no instruction.");
        }

        var starts = FindStarts(instructions, regions);
        var blockOf = new int[instructions.Length];
        var bounds = new List<(int Start, int End)>();
        for (var start = 0; start < instructions.Length;)
        {
            var end = start + 1;
            while (end < instructions.Length && !starts[end])
            {
                end++;
            }

            Array.Fill(blockOf, bounds.Count, start, end - start);
            bounds.Add((start, end));
            start = end;
        }

        var slots = argumentCount + locals.Length;
        var (stored, addressed) = (new bool[slots], new bool[slots]);
        foreach (var instruction in instructions)
        {
            if (instruction.Code is ILOpCode.Stloc or ILOpCode.Ldloca)
            {
                if (instruction.Operand >= slots)
                {
                    throw new BadImageFormatException("A body names a local that it does not declare.");
                }

                (instruction.Code == ILOpCode.Stloc ? stored : addressed)[instruction.Operand] = true;
            }
        }

        return new DecodedBody
        {
            Instructions = instructions,
            Blocks = [.. bounds.Select((b, i) => new BasicBlock(i, b.Start, b.End, Successors(instructions, blockOf, b.End)))],
            BlockOf = blockOf,
            Regions = regions,
            Locals = locals,
            IsStored = stored,
            IsAddressTaken = addressed,
        };
    }

    private static bool[] FindStarts(Instruction[] instructions, ProtectedRegion[] regions)
    {
        var starts = new bool[instructions.Length + 1];
        starts[0] = true;
        for (var i = 0; i < instructions.Length; i++)
        {
            var instruction = instructions[i];
            if (instruction.Code == ILOpCode.Switch)
            {
                Array.ForEach(instruction.Targets!, t => starts[t] = true);
                starts[i + 1] = true;
            }
            else if (BodyDecoder.IsBranch(instruction.Code))
            {
                starts[instruction.Operand] = true;
                starts[i + 1] = true;
            }
            else if (OpCodeTable.Get(instruction.Code).FlowControl is FlowControl.Return or FlowControl.Throw)
            {
                starts[i + 1] = true;
            }
        }

        foreach (var region in regions)
        {
            starts[region.TryStart] = starts[region.TryEnd] = true;
            starts[region.HandlerStart] = starts[region.HandlerEnd] = true;
            if (region.FilterStart >= 0)
            {
                starts[region.FilterStart] = true;
            }
        }

        return starts;
    }

    private static int[] Successors(Instruction[] instructions, int[] blockOf, int end)
    {
        var last = instructions[end - 1];
        var flow = OpCodeTable.Get(last.Code).FlowControl;
        var next = end < instructions.Length ? blockOf[end] : -1;
        int[] targets = last.Code == ILOpCode.Switch ? [.. last.Targets!.Select(t => blockOf[t])]
            : BodyDecoder.IsBranch(last.Code) ? [blockOf[last.Operand]]
            : [];
        var fallsThrough = flow is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw) && next >= 0;
        return [.. (fallsThrough ? targets.Append(next) : targets).Distinct()];
    }
}
