// One instruction: what it takes, leaves, stores and does to the heap.
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal sealed partial class BodyInterpreter
{
    // False where control does not go on behind the instruction.
    private bool Step(int i, Instruction instruction, TypeSig? constrained)
    {
        switch (instruction.Code)
        {
            case ILOpCode.Call:
                Call(i, instruction.Operand, isVirtual: false, constrained);
                return true;
            case ILOpCode.Callvirt:
                Call(i, instruction.Operand, isVirtual: true, constrained);
                return true;
            case ILOpCode.Calli:
                CallIndirect(i, instruction.Operand);
                return true;
            case ILOpCode.Newobj:
                NewObject(i, instruction.Operand);
                return true;
            case ILOpCode.Ldloc:
                Push(_slots[instruction.Operand]);
                return true;
            case ILOpCode.Stloc:
                StoreSlot(instruction.Operand, Pop());
                return true;
            case ILOpCode.Ldloca:
                Push(new SlotAddress(instruction.Operand, _slotTypes[instruction.Operand]));
                return true;
            case ILOpCode.Ldc_i4:
                Push(Value.Integer(instruction.Constant));
                return true;
            case ILOpCode.Ldnull:
                Push(Value.Null);
                return true;
            case ILOpCode.Ldstr:
                Push(new NotNull(_types.String));
                return true;
            case ILOpCode.Dup:
                Push(_stack.Count > 0 ? _stack[^1] : Pop());
                return true;
            case ILOpCode.Pop:
                Pop();
                return true;
            case ILOpCode.Ldtoken:
                LoadToken(instruction.Operand);
                return true;
            case ILOpCode.Ldftn:
                Push(_assembly.ResolveMethod(instruction.Operand).Method is { } function ? new MethodPointer(Substitute(function)) : Value.Anything());
                return true;
            case ILOpCode.Ldvirtftn:
                LoadVirtualFunction(_assembly.ResolveMethod(instruction.Operand).Method);
                return true;
            case ILOpCode.Sizeof:
                Push(SizeOf(Substitute(_assembly.ResolveType(instruction.Operand))));
                return true;
            default:
                return StepFlow(i, instruction) ?? StepMemory(i, instruction);
        }
    }

    private bool StepMemory(int i, Instruction instruction)
    {
        switch (instruction.Code)
        {
            case ILOpCode.Ldfld:
                LoadField(instruction.Operand);
                break;
            case ILOpCode.Ldflda:
                LoadFieldAddress(instruction.Operand);
                break;
            case ILOpCode.Stfld:
                StoreField(instruction.Operand);
                break;
            case ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld:
                AccessStaticField(i, instruction);
                break;
            case ILOpCode.Ldind_ref:
                Push(Dereference(Pop()));
                break;
            case ILOpCode.Ldobj:
                LoadObject(Substitute(_assembly.ResolveType(instruction.Operand)));
                break;
            case >= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_r8:
                // The number that an address refers to; reading it lets nothing change.
                Pop();
                Push(Value.Anything());
                break;
            case ILOpCode.Initobj:
                StoreThrough(Pop(), DefaultOf(Substitute(_assembly.ResolveType(instruction.Operand))));
                break;
            case ILOpCode.Stobj or ILOpCode.Stind_ref or (>= ILOpCode.Stind_i1 and <= ILOpCode.Stind_r8) or ILOpCode.Stind_i:
                var stored = Pop();
                Escape(stored);
                StoreThrough(Pop(), null, stored);
                break;
            case ILOpCode.Newarr:
                Pop();
                var array = _types.Vector(Substitute(_assembly.ResolveType(instruction.Operand)));
                var site = NewSite(i);
                site.Add(EffectSet.Allocates, "makes", array);
                site.IsCertain = true;
                Push(new Exactly(array, i));
                break;
            case ILOpCode.Ldelem_ref:
                Pop();
                Push(Value.Anything(Pop().Type is { Kind: TypeSigKind.Vector } vector ? vector.Element : null));
                break;
            case ILOpCode.Ldelem:
                Pop();
                Pop();
                Push(Value.Anything(Substitute(_assembly.ResolveType(instruction.Operand))));
                break;
            case ILOpCode.Ldelema:
                Pop();
                Pop();
                Push(new NotNull(null));
                break;
            case ILOpCode.Castclass:
                Push(Narrow(Pop(), Substitute(_assembly.ResolveType(instruction.Operand))));
                break;
            case ILOpCode.Isinst:
                Push(TestType(Pop(), Substitute(_assembly.ResolveType(instruction.Operand))));
                break;
            case ILOpCode.Unbox_any:
                var wanted = Substitute(_assembly.ResolveType(instruction.Operand));
                var unboxed = Pop();
                Push(wanted.IsValueType == false ? Narrow(unboxed, wanted) : Value.Anything(wanted));
                break;
            case ILOpCode.Box:
                Box(i, Substitute(_assembly.ResolveType(instruction.Operand)));
                break;
            case ILOpCode.Arglist:
                NewSite(i).Add(EffectSet.Unknown, "takes a variable argument list", null);
                Push(Value.Anything());
                break;
            default:
                StepOther(instruction);
                break;
        }

        return true;
    }

    // Arithmetic and the rest: what it takes may escape, what it leaves is a number or a reference that nobody asks about.
    private void StepOther(Instruction instruction)
    {
        if (TryCompute(instruction.Code))
        {
            return;
        }

        var code = OpCodeTable.Get(instruction.Code);
        for (var n = code.Pops(); n > 0; n--)
        {
            Escape(Pop());
        }

        for (var n = code.Pushes(); n > 0; n--)
        {
            Push(Value.Anything());
        }
    }

    private void LoadToken(int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        Push(handle.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification
            ? new TypeToken(Substitute(_assembly.ResolveType(handle)))
            : Value.Anything());
    }

    private void LoadVirtualFunction(MethodReference? function)
    {
        var receiver = Pop();
        Escape(receiver);
        var declaration = function is null ? null : Substitute(function);
        Push(declaration is not null && _engine.Exact.Of(receiver) is { Kind: TypeSigKind.Named } exact
            && _engine.Assemblies.Dispatch.Find(exact, declaration.Method, declaration.Owner) is var (method, owner) && !method.IsAbstract
            ? new MethodPointer(new MethodReference(method, owner, declaration.Arguments))
            : Value.Anything());
    }

    private MethodReference Substitute(MethodReference method) =>
        new(method.Method, Substitute(method.Owner), Substitute(method.Arguments));

    private static Value SizeOf(TypeSig type) => type.Kind != TypeSigKind.Named ? Value.Anything() : type.Definition!.FullName switch
    {
        "System.Byte" or "System.SByte" or "System.Boolean" => Value.Integer(1),
        "System.Int16" or "System.UInt16" or "System.Char" => Value.Integer(2),
        "System.Int32" or "System.UInt32" or "System.Single" => Value.Integer(4),
        "System.Int64" or "System.UInt64" or "System.Double" => Value.Integer(8),
        _ => Value.Anything(),
    };

    private Value TestType(Value value, TypeSig type)
    {
        if (value is Null)
        {
            return value;
        }

        bool? answer = value.Type is null || value is DefaultComparer
            ? null
            : _engine.Assemblies.Hierarchy.IsAssignable(value.Type, type, _engine.Exact.Of(value) is not null);
        return answer switch
        {
            true => value,
            false => Value.Null,

            // It may be null now, so it is no longer what the caller passed or the field held.
            null => value is Exactly ? Value.Anything(value.Type) : Narrow(Value.Anything(value.Type), type),
        };
    }

    // A cast succeeds or throws: the value has the narrower of both types.
    private Value Narrow(Value value, TypeSig type)
    {
        if (value is Null or Integer or Exactly or MethodDelegate or DefaultComparer or TypeToken or FieldRead { IsExact: true })
        {
            return value;
        }

        if (value.Type == type || (value.Type is { } known && _engine.Assemblies.Hierarchy.IsAssignable(known, type, false) == true))
        {
            return value;
        }

        return value switch
        {
            Argument argument => argument with { Type = type },
            FieldRead read => read with { Held = type, Type = type },
            NotNull => new NotNull(type),
            Anything when type.Kind != TypeSigKind.Free || value.Type is null => Value.Anything(type),
            _ => value,
        };
    }
}
