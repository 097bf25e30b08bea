// The instruction set: operands, control flow and stack effects, from the runtime's own table.
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace MemallocKit.Summaries.Il;

internal static class OpCodeTable
{
    private static readonly OpCode?[] s_oneByte = new OpCode?[256];
    private static readonly OpCode?[] s_twoBytes = new OpCode?[256];

    static OpCodeTable()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? s_oneByte : s_twoBytes)[code.Value & 0xFF] = code;
        }
    }

    /// <exception cref="BadImageFormatException">No instruction has that code.</exception>
    public static OpCode Get(ILOpCode code)
    {
        var value = (int)code;
        var found = value <= 0xFF ? s_oneByte[value] : (value & 0xFF00) == 0xFE00 ? s_twoBytes[value & 0xFF] : null;
        return found ?? throw new BadImageFormatException($"0x{value:X} is no instruction.");
    }

    public static int Pops(this OpCode code) => code.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
            or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1
            or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Varpop => throw new BadImageFormatException($"{code.Name} takes what its operand says."),
        _ => 3,
    };

    public static int Pushes(this OpCode code) => code.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        StackBehaviour.Varpush => throw new BadImageFormatException($"{code.Name} leaves what its operand says."),
        _ => 1,
    };
}
