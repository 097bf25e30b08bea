// Decodes a method's IL into instructions and basic blocks.
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Il;

internal static class BodyDecoder
{
    /// <exception cref="BadImageFormatException">The body is malformed.</exception>
    public static DecodedBody Decode(MethodModel method)
    {
        var assembly = method.Owner.Assembly;
        var reader = assembly.ReadBody(method, out var block);
        var length = reader.Length;
        var indexOf = new int[length + 1];
        var instructions = new List<Instruction>(length / 2);
        while (reader.RemainingBytes > 0)
        {
            indexOf[reader.Offset] = instructions.Count;
            instructions.Add(Read(ref reader, method.ArgumentCount));
        }

        indexOf[length] = instructions.Count;
        var decoded = instructions.ToArray();
        for (var i = 0; i < decoded.Length; i++)
        {
            var instruction = decoded[i];
            if (instruction.Code == ILOpCode.Switch)
            {
                decoded[i] = instruction with { Targets = Array.ConvertAll(instruction.Targets!, t => indexOf[t]) };
            }
            else if (IsBranch(instruction.Code))
            {
                decoded[i] = instruction with { Operand = indexOf[instruction.Operand] };
            }
        }

        ProtectedRegion[] regions =
        [
            .. block.ExceptionRegions.Select(r => new ProtectedRegion(
                r.Kind,
                indexOf[r.TryOffset],
                indexOf[r.TryOffset + r.TryLength],
                indexOf[r.HandlerOffset],
                indexOf[r.HandlerOffset + r.HandlerLength],
                r.Kind == ExceptionRegionKind.Filter ? indexOf[r.FilterOffset] : -1,
                r.Kind == ExceptionRegionKind.Catch ? MetadataTokens.GetToken(r.CatchType) : 0)),
        ];
        TypeSig[] locals = block.LocalSignature.IsNil
            ? TypeSig.None
            : [.. assembly.Reader.GetStandaloneSignature(block.LocalSignature).DecodeLocalSignature(assembly.Signatures, null)];
        return BlockBuilder.Build(decoded, regions, locals, method.ArgumentCount);
    }

    public static bool IsBranch(ILOpCode code) =>
        OpCodeTable.Get(code).OperandType is OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget;

    /// <summary>Reads one instruction; a branch's operand is an offset still. Slots of locals begin behind the arguments.</summary>
    public static Instruction Read(ref BlobReader reader, int argumentCount)
    {
        var offset = reader.Offset;
        int value = reader.ReadByte();
        var code = (ILOpCode)(value == 0xFE ? 0xFE00 | reader.ReadByte() : value);
        var operand = 0;
        long constant = 0;
        int[]? targets = null;
        switch (OpCodeTable.Get(code).OperandType)
        {
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget:
                operand = reader.ReadSByte();
                operand += reader.Offset;
                break;
            case OperandType.InlineBrTarget:
                operand = reader.ReadInt32();
                operand += reader.Offset;
                break;
            case OperandType.ShortInlineI:
                constant = code == ILOpCode.Ldc_i4_s ? reader.ReadSByte() : reader.ReadByte();
                break;
            case OperandType.InlineI:
                constant = reader.ReadInt32();
                break;
            case OperandType.InlineI8:
                constant = reader.ReadInt64();
                break;
            case OperandType.ShortInlineR:
                reader.ReadSingle();
                break;
            case OperandType.InlineR:
                reader.ReadDouble();
                break;
            case OperandType.ShortInlineVar:
                operand = reader.ReadByte();
                break;
            case OperandType.InlineVar:
                operand = reader.ReadUInt16();
                break;
            case OperandType.InlineSwitch:
                targets = new int[reader.ReadInt32()];
                var start = reader.Offset + (4 * targets.Length);
                for (var i = 0; i < targets.Length; i++)
                {
                    targets[i] = start + reader.ReadInt32();
                }

                break;
            default:
                operand = reader.ReadInt32();
                break;
        }

        return LongForm(new Instruction(offset, code, operand, constant, targets), argumentCount);
    }

    private static Instruction LongForm(Instruction instruction, int argumentCount)
    {
        var code = instruction.Code;
        return code switch
        {
            >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3 => Slot(ILOpCode.Ldloc, code - ILOpCode.Ldarg_0),
            >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3 => Slot(ILOpCode.Ldloc, argumentCount + (code - ILOpCode.Ldloc_0)),
            >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => Slot(ILOpCode.Stloc, argumentCount + (code - ILOpCode.Stloc_0)),
            ILOpCode.Ldarg_s or ILOpCode.Ldarg => Slot(ILOpCode.Ldloc, instruction.Operand),
            ILOpCode.Starg_s or ILOpCode.Starg => Slot(ILOpCode.Stloc, instruction.Operand),
            ILOpCode.Ldarga_s or ILOpCode.Ldarga => Slot(ILOpCode.Ldloca, instruction.Operand),
            ILOpCode.Ldloc_s or ILOpCode.Ldloc => Slot(ILOpCode.Ldloc, argumentCount + instruction.Operand),
            ILOpCode.Stloc_s or ILOpCode.Stloc => Slot(ILOpCode.Stloc, argumentCount + instruction.Operand),
            ILOpCode.Ldloca_s or ILOpCode.Ldloca => Slot(ILOpCode.Ldloca, argumentCount + instruction.Operand),
            >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8 =>
                instruction with { Code = ILOpCode.Ldc_i4, Constant = (int)code - (int)ILOpCode.Ldc_i4_0 },
            ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i8 => instruction with { Code = ILOpCode.Ldc_i4 },
            >= ILOpCode.Br_s and <= ILOpCode.Blt_un_s => instruction with { Code = code - ILOpCode.Br_s + ILOpCode.Br },
            ILOpCode.Leave_s => instruction with { Code = ILOpCode.Leave },
            _ => instruction,
        };

        Instruction Slot(ILOpCode form, int slot) => instruction with { Code = form, Operand = slot };
    }
}
