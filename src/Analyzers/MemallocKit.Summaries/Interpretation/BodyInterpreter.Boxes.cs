// Boxing, and the patterns in which no object is made.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal sealed partial class BodyInterpreter
{
    private void Box(int i, TypeSig type)
    {
        var value = Pop();
        if (type.IsValueType == false)
        {
            Push(value);
            return;
        }

        if (IsElided(i, type))
        {
            // A nullable without a value becomes null, and so may an argument that turns out to be a class.
            var present = type.IsValueType == true && !type.IsNullable && type.Kind == TypeSigKind.Named;
            Push(present || type is { Kind: TypeSigKind.Free, Constraint: ArgumentKind.Struct } ? new NotNull(type)
                : type.Kind == TypeSigKind.Free ? new Boxed(type)
                : Value.Anything());
            return;
        }

        var site = NewSite(i);
        _engine.Dispatcher.Apply(_context, site, ResidualKind.Box, type, null, null);
        site.IsCertain &= !IsOfEnumForHasFlag(i, type);
        site.ComparedWithNull = _body.Following(i, 1) == ILOpCode.Ldnull && _body.Following(i, 2) is ILOpCode.Ceq or ILOpCode.Cgt_un ? type : null;
        Push(type.Kind == TypeSigKind.Free ? Value.Anything() : type.IsNullable ? Value.Anything() : new Exactly(type, i));
    }

    private bool IsElided(int i, TypeSig type)
    {
        var next = _body.Following(i, 1);
        switch (next)
        {
            // Importing these the JIT sees the pair, optimising or not.
            case ILOpCode.Brtrue or ILOpCode.Brfalse:
                return true;
            case ILOpCode.Unbox_any:
                return !type.IsNullable && IsUndoneBy(i + 1, type);
            case ILOpCode.Isinst when _body.Following(i, 2) is ILOpCode.Brtrue or ILOpCode.Brfalse
                || (_body.Following(i, 2) == ILOpCode.Unbox_any && IsUndoneBy(i + 2, type))
                || (_body.Following(i, 2) == ILOpCode.Ldnull && _body.Following(i, 3) is ILOpCode.Cgt_un or ILOpCode.Ceq):
                return !IsNegativeTest(i, type);
        }

        // The others are left to the optimiser: they hold in code compiled ahead of time, which runs from the first call.
        if (!IsOptimisedFromTheStart)
        {
            return false;
        }

        return next switch
        {
            ILOpCode.Ldnull => _body.Following(i, 2) is ILOpCode.Ceq or ILOpCode.Cgt_un,
            ILOpCode.Call => Callee(i + 1)?.FullName == "System.Object.GetType",
            ILOpCode.Ldstr when _body.Following(i, 2) == ILOpCode.Call =>
                Callee(i + 2) is { Name: "ThrowIfNull", Owner.FullName: "System.ArgumentNullException" },
            _ => IsOfEnumForHasFlag(i, type),
        };
    }

    // Of two type parameters the one can be a struct and the other a class that the box belongs to. Where one of the types is known the code
    // has asked before whether the other is the same, as generic arithmetic does.
    private bool IsUndoneBy(int i, TypeSig type)
    {
        var target = Substitute(_assembly.ResolveType(_body.Instructions[i].Operand));
        return target == type || !type.HasFree || target.IsValueType == true;
    }

    // Code compiled ahead of time boxes for `x is Struct` where the answer is no, as it is for some of the types that a caller may choose. For an
    // interface the answer no is a throw there: the constructors of long tuples ask.
    private bool IsNegativeTest(int i, TypeSig type)
    {
        if (!_assembly.IsPrecompiled)
        {
            return false;
        }

        var tested = Substitute(_assembly.ResolveType(_body.Instructions[i + 1].Operand));
        return _engine.Assemblies.Hierarchy.IsAssignable(type, tested, exact: true) is { } isOfIt
            ? !isOfIt
            : type.Kind == TypeSigKind.Free && tested.IsValueType == true;
    }

    // Instantiations over types of other assemblies are compiled when first called, without optimising.
    private bool IsOptimisedFromTheStart =>
        _assembly.IsPrecompiled && _context.TypeArguments.Length == 0 && _context.MethodArguments.Length == 0;

    // The optimiser compares such enums without their boxes.
    private bool IsOfEnumForHasFlag(int i, TypeSig type)
    {
        if (type is not { Kind: TypeSigKind.Named, Definition.IsEnum: true })
        {
            return false;
        }

        for (var places = 1; places <= 5; places++)
        {
            if (_body.Following(i, places) is ILOpCode.Call or ILOpCode.Callvirt)
            {
                return Callee(i + places)?.FullName == "System.Enum.HasFlag";
            }
        }

        return false;
    }

    private MethodModel? Callee(int i) => _assembly.ResolveMethod(_body.Instructions[i].Operand).Method?.Method;
}
