// Whether the first access to a type can allocate.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

/// <summary>Looks at the code of static constructors only: what they call counts as if it allocated.</summary>
internal sealed class StaticConstructors
{
    private readonly Dictionary<TypeModel, bool> _known = [];

    public bool CanAllocate(TypeModel type)
    {
        if (!_known.TryGetValue(type, out var result))
        {
            result = type.StaticConstructor is { } constructor && Examine(constructor);
            _known.Add(type, result);
        }

        return result;
    }

    private static bool Examine(MethodModel constructor)
    {
        try
        {
            return constructor.HasBody && Array.Exists(BodyDecoder.Decode(constructor).Instructions, i => CanAllocate(constructor, i));
        }
        catch (Exception e) when (DamagedMetadata.Explains(e))
        {
            return true;
        }
    }

    private static bool CanAllocate(MethodModel constructor, Instruction instruction) => instruction.Code switch
    {
        ILOpCode.Newarr or ILOpCode.Box or ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Calli => true,
        ILOpCode.Newobj => constructor.Owner.Assembly.ResolveMethod(instruction.Operand).Method is not { Method.Owner.IsValueType: true },
        _ => false,
    };
}
