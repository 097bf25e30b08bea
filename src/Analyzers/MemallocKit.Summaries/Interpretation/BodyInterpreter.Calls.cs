// Calls: arguments, dispatch, and what comes back.
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal sealed partial class BodyInterpreter
{
    private void Call(int i, int token, bool isVirtual, TypeSig? constrained)
    {
        _result.Sites[i] = null;
        var target = _assembly.ResolveMethod(token);
        if (target.Method is null)
        {
            CallUnresolved(i, target);
            return;
        }

        var callee = Substitute(target.Method);
        var method = callee.Method;
        var arguments = PopArguments(method.ArgumentCount);
        var returned = ReturnType(callee);
        if (method.DoesNotReturn)
        {
            NewSite(i).Add(EffectSet.Throws, "calls", method);
            _isStopped = true;
            return;
        }

        PassAddresses(method, arguments);
        if (CallIntrinsic(i, callee, arguments, returned) || CallByOverlay(i, method, returned))
        {
            return;
        }

        var site = NewSite(i);
        if (constrained is not null && (!method.IsStatic || method.IsVirtual))
        {
            if (constrained.IsValueType != false || method.IsStatic)
            {
                _engine.Dispatcher.CallConstrained(_context, site, constrained, callee, arguments);
                Finish(site, arguments, returned);
                return;
            }

            var receiver = Dereference(arguments[0]);
            arguments[0] = receiver.Type is null ? Value.Anything(constrained) : receiver;
            isVirtual = true;
        }

        if (method.Owner.IsDelegate && method.Name == "Invoke")
        {
            Invoke(site, arguments);
            Finish(site, null, returned);
        }
        else if (isVirtual && method.IsVirtual)
        {
            var receiver = arguments[0] is Anything { Type: null } ? Value.Anything(callee.Owner) : arguments[0];
            _engine.Dispatcher.CallVirtual(_context, site, callee, receiver, arguments);
            Finish(site, arguments, returned);
        }
        else
        {
            CallDirectly(site, callee, arguments);
            Finish(site, arguments, returned);
        }
    }

    private Value[] PopArguments(int count)
    {
        var arguments = new Value[count];
        for (var a = count - 1; a >= 0; a--)
        {
            arguments[a] = Pop();
        }

        return arguments;
    }

    private TypeSig? ReturnType(MethodReference callee) => callee.Method.ReturnsVoid
        ? null
        : _types.Substitute(callee.Method.Signature.ReturnType, callee.Owner.Arguments, callee.Arguments);

    // What a callee does with the address of a slot: reads it, stores through it, or keeps it.
    private void PassAddresses(MethodModel method, Value[] arguments)
    {
        if (!Array.Exists(arguments, a => a is SlotAddress))
        {
            return;
        }

        var returned = method.Signature.ReturnType;
        var returnsAddress = IsAddressLike(returned);
        var keeps = returnsAddress || (!method.IsStatic && method.Owner.IsByRefLike && !method.IsReadOnly)
            || method.Signature.ParameterTypes.Any(p => p is { Kind: TypeSigKind.ByRef } && IsAddressLike(p.Element));
        for (var a = 0; a < arguments.Length; a++)
        {
            if (arguments[a] is not SlotAddress address)
            {
                continue;
            }

            if (a == 0 && !method.IsStatic && method.Owner.IsValueType && method.IsReadOnly && !returnsAddress)
            {
                arguments[a] = _slots[address.Slot] is DefaultStruct zeros ? new DefaultStructAddress(zeros.Struct) : address;
            }
            else if (keeps)
            {
                Escape(address);
            }
            else
            {
                Forget(address);
            }
        }
    }

    private static bool IsAddressLike(TypeSig type) =>
        type.Kind is TypeSigKind.ByRef or TypeSigKind.Pointer or TypeSigKind.FunctionPointer
        || type is { Kind: TypeSigKind.Named, Definition.IsByRefLike: true };

    private void CallDirectly(EffectSite site, MethodReference callee, Value[] arguments)
    {
        var method = callee.Method;
        if (method.FullName == "System.Object..ctor")
        {
            return;
        }

        if (!method.Owner.IsBeforeFieldInit && method.Owner != _method.Owner)
        {
            TouchType(site.Instruction, method.Owner);
        }

        _engine.Dispatcher.Call(_context, site, callee, arguments);
    }

    private void Invoke(EffectSite site, Value[] arguments)
    {
        switch (_engine.ResolveDelegate(arguments[0]))
        {
            case Null:
                break;
            case MethodDelegate made:
                _engine.Dispatcher.Call(_context, site, made.Target, DelegateArguments(made, arguments));
                break;
            case Argument argument:
                site.Add(new Residual(ResidualKind.Delegate, argument.Index, null));
                site.Explain("calls the delegate in argument", argument.Index);
                break;
            default:
                site.Add(EffectSet.Virtual, "calls a delegate that is not known", null);
                break;
        }
    }

    // A delegate to an instance method passes its receiver first; one to a static method passes what it is called with.
    private static Value[] DelegateArguments(MethodDelegate made, Value[] arguments)
    {
        var passed = new Value[made.Target.Method.ArgumentCount];
        Array.Fill(passed, Value.Anything());
        if (!made.Target.Method.IsStatic && passed.Length == arguments.Length)
        {
            Array.Copy(arguments, 1, passed, 1, passed.Length - 1);
            passed[0] = made.Receiver ?? Value.Anything();
        }

        return passed;
    }

    private void Finish(EffectSite site, Value[]? arguments, TypeSig? returned)
    {
        if (site.Calls is { } calls && site.Residuals is null && (site.Effects & (EffectSet.Virtual | EffectSet.Contract)) == 0)
        {
            if (calls.TrueForAll(c => c.Callee is { State: AnalysisState.Done, NeverReturns: true }))
            {
                _isStopped = true;
                return;
            }

            if (site.OnlyCall is { Callee.AlwaysStores: { } stores } && arguments is not null)
            {
                foreach (var store in stores)
                {
                    NoteCalleeStore(store, arguments);
                }
            }

            if (returned is not null)
            {
                Push(Returned(site, calls, arguments, returned));
            }
        }
        else if (returned is not null)
        {
            Push(Value.Anything(returned));
        }
    }

    private void NoteCalleeStore(StoreTarget store, Value[] arguments)
    {
        switch (store)
        {
            case { Field: null, Holder: Argument reference } when reference.Index < arguments.Length:
                StoreThrough(arguments[reference.Index], null);
                break;
            case { Field: { } field, Holder: Argument holder } when holder.Index < arguments.Length:
                NoteStore(StoreTarget.Of(field, arguments[holder.Index]));
                break;
            case { Field.IsStatic: true }:
                NoteStore(store);
                break;
        }
    }

    private Value Returned(EffectSite site, List<CallEdge> calls, Value[]? arguments, TypeSig returned)
    {
        Value? result = null;
        foreach (var call in calls)
        {
            var value = ReturnMapping.Map(_engine, call, arguments, returned);
            result = result is null ? value : _joins.Join(result, value);
        }

        // What a callee made for the caller is as new as if it were made here.
        if (result is Exactly && calls is [{ Callee: { State: AnalysisState.Done, Returns: Exactly { Site: >= 0 } } }])
        {
            return new Exactly(((Exactly)result).Made, site.Instruction);
        }

        return result is null or Anything { Type: null } ? Value.Anything(returned) : result;
    }

    private void CallUnresolved(int i, CallTarget target)
    {
        for (var n = target.ParameterCount + (target.HasReceiver ? 1 : 0); n > 0; n--)
        {
            Escape(Pop());
        }

        if (target.ArrayOwner is null)
        {
            NewSite(i).Add(EffectSet.Unknown, "calls a method that is not found:", target.Name);
        }

        if (!target.ReturnType.IsVoid)
        {
            Push(target is { ArrayOwner: not null, Name: "Get" } ? Value.Anything(Substitute(target.ArrayOwner).Element) : Value.Anything());
        }
    }

    private void CallIndirect(int i, int token)
    {
        var handle = (StandaloneSignatureHandle)MetadataTokens.EntityHandle(token);
        var signature = _assembly.Reader.GetStandaloneSignature(handle).DecodeMethodSignature(_assembly.Signatures, null);
        for (var n = signature.ParameterTypes.Length + (signature.Header.IsInstance ? 2 : 1); n > 0; n--)
        {
            Escape(Pop());
        }

        var managed = signature.Header.CallingConvention == SignatureCallingConvention.Default;
        var plain = !managed && signature.ParameterTypes.Append(signature.ReturnType).All(t => NativeCalls.IsBlittable(Substitute(t), 0));
        if (!plain)
        {
            NewSite(i).Add(managed ? EffectSet.Virtual : EffectSet.Native, "calls through a function pointer", null);
        }

        if (!signature.ReturnType.IsVoid)
        {
            Push(Value.Anything(Substitute(signature.ReturnType)));
        }
    }
}
