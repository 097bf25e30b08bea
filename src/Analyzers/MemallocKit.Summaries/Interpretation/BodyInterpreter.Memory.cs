// Slots, fields and addresses.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal sealed partial class BodyInterpreter
{
    private void StoreSlot(int slot, Value value)
    {
        Escape(value);
        var type = _slotTypes[slot];
        if (!_isTracked[slot])
        {
            return;
        }

        // What is stored converts to the slot's type: an Int32 into a Byte loses what does not fit.
        _slots[slot] = value switch
        {
            SlotAddress => Value.Anything(type),
            Integer number when !FitsIn(number.Number, type) => Value.Anything(type),
            Anything { Type: null } => Value.Anything(type),
            _ => value,
        };
    }

    private static bool FitsIn(long number, TypeSig type) => type.Kind == TypeSigKind.Named && type.Definition!.FullName switch
    {
        "System.Boolean" or "System.Byte" => number is >= 0 and <= byte.MaxValue,
        "System.SByte" => number is >= sbyte.MinValue and <= sbyte.MaxValue,
        "System.Int16" => number is >= short.MinValue and <= short.MaxValue,
        "System.UInt16" or "System.Char" => number is >= 0 and <= ushort.MaxValue,
        "System.UInt32" or "System.UIntPtr" or "System.UInt64" => number is >= 0 and <= int.MaxValue,
        "System.Int32" or "System.IntPtr" or "System.Int64" => number is >= int.MinValue and <= int.MaxValue,
        _ => type.Definition.IsEnum && number is >= 0 and <= sbyte.MaxValue,
    };

    /// <summary>The address goes where it cannot be followed: whoever holds it may store at any time.</summary>
    private void Escape(Value value)
    {
        if (value is SlotAddress address && _isTracked[address.Slot])
        {
            _isTracked[address.Slot] = false;
            _restart = true;
        }
    }

    /// <summary>Somebody may have stored through the address, and is done with it.</summary>
    private void Forget(Value value)
    {
        if (value is SlotAddress address && _isTracked[address.Slot])
        {
            _slots[address.Slot] = Value.Anything(_slotTypes[address.Slot]);
        }
    }

    private Value Dereference(Value address) => address switch
    {
        SlotAddress slot => _slots[slot.Slot],
        FieldAddress field => new FieldRead(field.Field, field.Owner, field.Held, false, field.Of),
        DefaultStructAddress zeros => DefaultOf(zeros.Struct),
        _ => Value.Anything(address.Type is { Kind: TypeSigKind.ByRef } reference ? reference.Element : null),
    };

    private void LoadObject(TypeSig type)
    {
        var address = Pop();
        var value = address switch
        {
            SlotAddress slot => _slots[slot.Slot],
            DefaultStructAddress => new DefaultStruct(type),
            _ => null,
        };
        Push(type.IsValueType == false ? Narrow(Dereference(address), type)
            : value is DefaultStruct ? DefaultOf(type)
            : Value.Anything(type));
    }

    private void StoreThrough(Value address, Value? whole, Value? stored = null)
    {
        switch (address)
        {
            case SlotAddress slot when whole is not null:
                StoreSlot(slot.Slot, whole);
                break;
            case SlotAddress:
                Forget(address);
                break;
            case Argument argument:
                NoteStore(new StoreTarget(null, argument));
                break;
            case FieldAddress field:
                NoteStore(StoreTarget.Of(field.Field, field.Of));
                NoteGrowth(stored, field.Of);
                break;
        }
    }

    private void NoteStore(StoreTarget? target)
    {
        if (target is { } known)
        {
            (_result.Stores[_block] ??= []).Add(known);
        }
    }

    // An array made here that the receiver keeps: the larger one of a list.
    private void NoteGrowth(Value? stored, Value? holder)
    {
        if (stored is Exactly { Site: >= 0, Made.IsArray: true } made && holder is Argument { Index: 0 } && !_method.IsStatic && !_method.IsConstructor
            && _result.Sites[made.Site] is { } site)
        {
            site.Grows = true;
        }
    }

    private void LoadField(int token)
    {
        var holder = Pop();
        if (_assembly.ResolveField(token) is not ({ } field, var written))
        {
            Push(Value.Anything());
            return;
        }

        var owner = Substitute(written);
        var held = holder is SlotAddress slot ? _slots[slot.Slot] : holder;
        Push(held is DefaultStruct or DefaultStructAddress
            ? DefaultOf(_types.Substitute(field.Type, owner.Arguments, TypeSig.None))
            : ReadField(field, owner, holder));
    }

    private Value ReadField(FieldModel field, TypeSig owner, Value? holder)
    {
        var type = _types.Substitute(field.Type, owner.Arguments, TypeSig.None);
        var exact = false;
        if (type.IsValueType != true && field.IsStoredInAssemblyOnly
            && FieldStoreScan.StoresOf(field) is { HasOther: false, OnlyType: { } only })
        {
            type = _types.Substitute(only, owner.Arguments, TypeSig.None);
            exact = true;
        }

        var of = holder is { IsPlace: true } ? holder : null;
        return new FieldRead(field, owner, type, exact, field.IsStatic ? null : of);
    }

    private void LoadFieldAddress(int token)
    {
        var holder = Pop();
        Escape(holder);
        Push(_assembly.ResolveField(token) is ({ } field, var written)
            ? AddressOf(field, Substitute(written), holder is { IsPlace: true } ? holder : null)
            : new NotNull(null));
    }

    private FieldAddress AddressOf(FieldModel field, TypeSig owner, Value? holder) =>
        new(field, owner, _types.Substitute(field.Type, owner.Arguments, TypeSig.None), holder);

    private void StoreField(int token)
    {
        var value = Pop();
        var holder = Pop();
        Escape(value);
        Forget(holder);
        if (_assembly.ResolveField(token).Field is { } field)
        {
            NoteStore(StoreTarget.Of(field, holder));
            NoteGrowth(value, holder);
        }
    }

    private void AccessStaticField(int i, Instruction instruction)
    {
        var stores = instruction.Code == ILOpCode.Stsfld;
        if (stores)
        {
            Escape(Pop());
        }

        if (_assembly.ResolveField(instruction.Operand) is not ({ } field, var written))
        {
            if (!stores)
            {
                Push(Value.Anything());
            }

            return;
        }

        TouchStatics(i, field);
        var owner = Substitute(written);
        switch (instruction.Code)
        {
            case ILOpCode.Stsfld:
                NoteStore(StoreTarget.Of(field, null));
                break;
            case ILOpCode.Ldsfld:
                Push(ReadField(field, owner, null));
                break;
            default:
                Push(AddressOf(field, owner, null));
                break;
        }
    }

    private void TouchStatics(int i, FieldModel field)
    {
        if (field.IsThreadStatic)
        {
            SiteAt(i).Add(EffectSet.FirstCall, "uses the statics of a thread in", field);
        }
        else if (field.Owner.StaticConstructor != _method)
        {
            TouchType(i, field.Owner);
        }
    }

    // The first access runs the static constructor.
    private void TouchType(int i, TypeModel type)
    {
        if (_engine.StaticConstructors.CanAllocate(type))
        {
            SiteAt(i).Add(EffectSet.FirstCall, "runs the static constructor of", type);
        }
    }
}
