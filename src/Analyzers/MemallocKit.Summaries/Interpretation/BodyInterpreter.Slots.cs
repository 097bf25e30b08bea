// The slots of a body: their types, which of them are followed, and what they hold at the start.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal sealed partial class BodyInterpreter
{
    private IEnumerable<TypeSig> ArgumentTypes()
    {
        if (!_method.IsStatic)
        {
            var self = _types.Named(_method.Owner, _context.TypeArguments);
            yield return _method.Owner.IsValueType ? _types.ByRef(self) : self;
        }

        foreach (var parameter in _method.Signature.ParameterTypes)
        {
            yield return Substitute(parameter);
        }
    }

    // Where an address is taken, only structs that no method of theirs changes are worth following. What a finally block
    // stores is there after a leave that does not show it.
    private bool[] FindTracked()
    {
        var tracked = new bool[_slotTypes.Length];
        for (var slot = 0; slot < tracked.Length; slot++)
        {
            tracked[slot] = !_body.IsAddressTaken[slot]
                || (_slotTypes[slot] is { Kind: TypeSigKind.Named } type && (type.Definition!.IsReadOnlyStruct || type.IsNullable));
        }

        foreach (var region in _body.Regions.Where(r => r.Kind is ExceptionRegionKind.Finally or ExceptionRegionKind.Fault))
        {
            for (var i = region.HandlerStart; i < region.HandlerEnd; i++)
            {
                if (_body.Instructions[i].Code is ILOpCode.Stloc or ILOpCode.Ldloca)
                {
                    tracked[_body.Instructions[i].Operand] = false;
                }
            }
        }

        return tracked;
    }

    private Value InitialValue(int slot)
    {
        var type = _slotTypes[slot];
        if (!_isTracked[slot])
        {
            return Value.Anything(type);
        }

        return slot >= _method.ArgumentCount ? DefaultOf(type) : _context.Known?[slot] switch
        {
            null => new Argument(slot, type),
            DefaultStruct => DefaultOf(type),
            var known => known,
        };
    }

    private static Value DefaultOf(TypeSig type)
    {
        if (type.IsValueType == false)
        {
            return Value.Null;
        }

        if (type.Kind != TypeSigKind.Named)
        {
            return Value.Anything(type);
        }

        return IsInteger(type) || type.Definition!.IsEnum ? Value.Integer(0) : new DefaultStruct(type);
    }

    private static bool IsInteger(TypeSig type) => type.Definition!.FullName
        is "System.Boolean" or "System.Byte" or "System.Char" or "System.Int32" or "System.UInt32" or "System.Int64";
}
