// Methods of the core library whose meaning matters: type tests, default comparers, atomics, copies.
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;

namespace MemallocKit.Summaries.Interpretation;

internal sealed partial class BodyInterpreter
{
    // True if the call was one of these and is done.
    private bool CallIntrinsic(int i, MethodReference callee, Value[] arguments, TypeSig? returned)
    {
        if (callee.Method.Owner.Assembly != _engine.Assemblies.CoreLibrary)
        {
            return false;
        }

        var result = callee.Method.Owner.FullName switch
        {
            "System.Type" => TypeIntrinsic(callee.Method, arguments),
            "System.Object" when callee.Method.Name == "GetType" => TypeOf(arguments[0]),
            "System.Threading.Interlocked" or "System.Threading.Volatile" => AtomicIntrinsic(callee.Method, arguments, returned),
            "System.Runtime.CompilerServices.RuntimeHelpers" => RuntimeHelper(callee),
            "System.Runtime.CompilerServices.Unsafe" => UnsafeCast(callee, arguments),
            "System.Collections.Generic.EqualityComparer`1" or "System.Collections.Generic.Comparer`1" => ComparerIntrinsic(i, callee),
            "System.Collections.Generic.ArraySortHelper`1" or "System.Collections.Generic.ArraySortHelper`2" => SortHelper(i, callee, returned),
            "System.Activator" => Activate(i, callee),
            "System.Array" => ArrayIntrinsic(i, callee.Method, arguments),
            "System.Enum" when callee.Method.Name == "HasFlag" => Value.Anything(),
            _ => null,
        };
        if (result is null)
        {
            return false;
        }

        if (returned is not null)
        {
            Push(result is Anything { Type: null } ? Value.Anything(returned) : result);
        }

        return true;
    }

    private bool CallByOverlay(int i, MethodModel method, TypeSig? returned)
    {
        if (_engine.Overlay.Find(method) is not { } rule)
        {
            return false;
        }

        OverlayEffects.Apply(rule, method, NewSite(i));
        if (returned is not null)
        {
            Push(rule.Effect == OverlayEffect.Off ? Value.Integer(0) : Value.Anything(returned));
        }

        return true;
    }

    private Value? TypeIntrinsic(MethodModel method, Value[] arguments)
    {
        switch (method.Name)
        {
            case "GetTypeFromHandle":
                return arguments[0] is TypeToken ? arguments[0] : new NotNull(_types.Core("System.RuntimeType"));
            case "op_Equality" or "op_Inequality":
                if (arguments[0] is TypeToken a && arguments[1] is TypeToken b && CompareTypes(a.Of, b.Of) is Integer equal)
                {
                    return method.Name == "op_Equality" ? equal : Value.Integer(1 - equal.Number);
                }

                return Value.Anything();
            case "get_IsValueType" when arguments[0] is TypeToken { Of: { Kind: not (TypeSigKind.ByRef or TypeSigKind.Pointer) } of }:
                return of.IsValueType is { } value ? Value.Integer(value ? 1 : 0) : Value.Anything();
            case "get_IsEnum" when arguments[0] is TypeToken { Of: { Kind: TypeSigKind.Named } of }:
                return Value.Integer(of.Definition!.IsEnum ? 1 : 0);
            case "get_IsPrimitive" when arguments[0] is TypeToken { Of: { Kind: TypeSigKind.Named } of }:
                return Value.Integer(IsPrimitive(of) ? 1 : 0);
            case "get_IsEnum" or "get_IsPrimitive" or "get_IsValueType" when arguments[0] is TypeToken:
                return Value.Anything();
            default:
                return null;
        }
    }

    private static bool IsPrimitive(TypeSig type) => type.Definition!.FullName
        is "System.Boolean" or "System.Byte" or "System.SByte" or "System.Char" or "System.Int16" or "System.UInt16"
        or "System.Int32" or "System.UInt32" or "System.Int64" or "System.UInt64" or "System.IntPtr" or "System.UIntPtr"
        or "System.Single" or "System.Double";

    private Value TypeOf(Value value) => value is Exactly exact && !exact.Made.IsNullable
        ? new TypeToken(exact.Made)
        : new NotNull(_types.Core("System.RuntimeType"));

    // They store through a reference, which may fill a lazy field, or read through it, which reads the field.
    private Value? AtomicIntrinsic(MethodModel method, Value[] arguments, TypeSig? returned)
    {
        if (arguments.Length == 0)
        {
            return Value.Anything();
        }

        if (method.Name == "Read" && method.Owner.Name == "Volatile")
        {
            return arguments[0] is FieldAddress ? Dereference(arguments[0]) : Value.Anything();
        }

        if (method.Name is "Exchange" or "CompareExchange" or "Write")
        {
            var read = method.Name == "CompareExchange" && arguments[0] is FieldAddress && returned?.IsValueType == false
                ? Dereference(arguments[0])
                : Value.Anything();
            StoreThrough(arguments[0], null, arguments.Length > 1 ? arguments[1] : null);
            return read;
        }

        return Value.Anything();
    }

    private Value? RuntimeHelper(MethodReference callee)
    {
        switch (callee.Method.Name)
        {
            case "IsReferenceOrContainsReferences":
                return _engine.Assemblies.Hierarchy.ContainsReferences(callee.Arguments[0]) is { } contains
                    ? Value.Integer(contains ? 1 : 0)
                    : Value.Anything();
            case "IsKnownConstant":
                // The JIT answers, and may answer either way.
                return Value.Anything();
            default:
                return null;
        }
    }

    private Value? UnsafeCast(MethodReference callee, Value[] arguments)
    {
        if (callee.Method.Name != "As" || callee.Arguments.Length != 1)
        {
            return null;
        }

        return arguments[0] is Argument ? Narrow(Value.Anything(arguments[0].Type), callee.Arguments[0]) : Narrow(arguments[0], callee.Arguments[0]);
    }

    private Value? ComparerIntrinsic(int i, MethodReference callee)
    {
        if (callee.Method.Name != "get_Default")
        {
            return null;
        }

        NewSite(i).Add(EffectSet.FirstCall, "makes the default comparer of", callee.Owner.Arguments[0]);
        return new DefaultComparer(callee.Owner.Arguments[0], callee.Owner.Definition!.Name == "EqualityComparer`1", callee.Owner);
    }

    // The helper's class is made by reflection, from whether the type compares itself.
    private Value? SortHelper(int i, MethodReference callee, TypeSig? returned)
    {
        if (callee.Method.Name != "get_Default" || returned is null)
        {
            return null;
        }

        var type = callee.Owner.Arguments[0];
        NewSite(i).Add(EffectSet.FirstCall, "makes the sort helper of", type);
        if (type.Kind != TypeSigKind.Named || !type.IsClosed)
        {
            return Value.Anything(returned);
        }

        var generic = _engine.Assemblies.Hierarchy.Implements(type, _types.Core("System.IComparable`1", type)) ? "Generic" : "";
        var name = $"System.Collections.Generic.{generic}{callee.Owner.Definition!.Name}";
        return _engine.Assemblies.CoreType(name) is { } helper ? new Exactly(_types.Named(helper, callee.Owner.Arguments)) : Value.Anything(returned);
    }

    private Value? Activate(int i, MethodReference callee)
    {
        if (callee.Method.Name != "CreateInstance" || callee.Arguments.Length != 1 || callee.Method.ArgumentCount != 0)
        {
            return null;
        }

        _engine.Dispatcher.Apply(_context, NewSite(i), ResidualKind.New, callee.Arguments[0], null, null);
        return Value.Anything(callee.Arguments[0]);
    }

    private Value? ArrayIntrinsic(int i, MethodModel method, Value[] arguments)
    {
        switch (method.Name)
        {
            case "Copy" when arguments.Length is 3 or 5:
                // Between arrays of one type nothing is boxed or cast.
                var (from, to) = (arguments[0].Type, arguments[arguments.Length == 3 ? 1 : 2].Type);
                if (from is not { Kind: TypeSigKind.Vector } || from != to)
                {
                    return null;
                }

                NewSite(i).Add(EffectSet.Throws, "copies", from);
                return Value.Anything();
            case "Resize":
                var site = NewSite(i);
                site.Add(EffectSet.Allocates, "makes a larger", arguments[0] is FieldAddress { Held: var held } ? held : null);
                site.Grows = arguments[0] is FieldAddress { Of: Argument { Index: 0 } } && !_method.IsStatic;
                StoreThrough(arguments[0], null);
                return Value.Anything();
            default:
                return null;
        }
    }
}
