// Walks over the instructions of a method body.
using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace MemallocKit.Reserves.Priming;

/// <summary>Gives each instruction with its operand, where that is a metadata token.</summary>
internal ref struct IlReader(ReadOnlySpan<byte> il)
{
    private const byte TwoBytePrefix = 0xFE;

    private static readonly Dictionary<ushort, OpCode> s_instructions = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static instruction => (ushort)instruction.Value);

    private ReadOnlySpan<byte> _rest = il;

    public bool TryRead(out OpCode instruction, out int token)
    {
        token = 0;
        instruction = OpCodes.Nop;
        if (_rest.IsEmpty)
            return false;
        var size = _rest[0] == TwoBytePrefix ? 2 : 1;
        instruction = s_instructions[size == 2 ? BinaryPrimitives.ReadUInt16BigEndian(_rest) : _rest[0]];
        _rest = _rest[size..];
        if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType)
            token = BinaryPrimitives.ReadInt32LittleEndian(_rest);
        _rest = _rest[OperandBytes(instruction.OperandType)..];
        return true;
    }

    private readonly int OperandBytes(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(_rest)),
        _ => 4,
    };
}
