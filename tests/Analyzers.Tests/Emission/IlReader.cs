// Splits a method's IL into instructions.
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace MemallocKit.Analyzers.Tests.Emission;

internal static class IlReader
{
    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value);

    /// <summary>The instructions with their tokens, 0 for those that have none.</summary>
    public static List<(OpCode Op, int Token)> Read(BlobReader il)
    {
        var code = new List<(OpCode, int)>();
        while (il.RemainingBytes > 0)
        {
            var first = il.ReadByte();
            var op = s_opCodes[first == 0xFE ? unchecked((short)(0xFE00 | il.ReadByte())) : first];
            code.Add((op, Operand(ref il, op)));
        }

        return code;
    }

    private static int Operand(ref BlobReader il, OpCode op)
    {
        switch (op.OperandType)
        {
            case OperandType.InlineNone:
                return 0;
            case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                return il.ReadInt32();
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                il.Offset += 1;
                return 0;
            case OperandType.InlineVar:
                il.Offset += 2;
                return 0;
            case OperandType.InlineI8 or OperandType.InlineR:
                il.Offset += 8;
                return 0;
            case OperandType.InlineSwitch:
                var targets = il.ReadInt32();
                il.Offset += 4 * targets;
                return 0;
            default:
                il.Offset += 4;
                return 0;
        }
    }
}
