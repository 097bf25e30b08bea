// What an operation itself does that a context has to allow.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Contexts.Leases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Callees;

internal static class OwnEffects
{
    public static IEnumerable<ContextEffect> Of(IOperation operation, ImmutableArray<IOperation> roots, KnownSymbols symbols)
    {
        if (BlockingCalls.NameOf(operation) is { } wait)
        {
            yield return new ContextEffect(ContextEffectKind.ThreadWait, null, wait);
        }

        if (operation is ILockOperation held && ReserveKey.Of(held.LockedValue) is { } locked)
        {
            yield return new ContextEffect(ContextEffectKind.Lock, locked, $"lock ({held.LockedValue.Syntax})");
        }

        if (operation is IInvocationOperation { TargetMethod.Name: "Uncharge", Instance: { } uncharged } && symbols.IsReserve(uncharged.Type))
        {
            yield return new ContextEffect(ContextEffectKind.Uncharge, null, "Uncharge");
        }

        if (ChargeSite.ReserveOf(operation, symbols) is { } reserve)
        {
            foreach (var effect in OfCharge(operation, reserve, roots, symbols))
            {
                yield return effect;
            }
        }
    }

    private static IEnumerable<ContextEffect> OfCharge(IOperation operation, IOperation reserve, ImmutableArray<IOperation> roots, KnownSymbols symbols)
    {
        var target = ReserveKey.Of(reserve);
        var name = DeclaredReserve.Of(reserve)?.Name ?? target?.Member.Name ?? "reserve";
        var call = operation as IInvocationOperation;
        var what = $"{name}.{call?.TargetMethod.Name ?? "Rent"}";
        yield return new ContextEffect(ContextEffectKind.Charge, target, what);
        if (call is null || call.TargetMethod.Name == "TryTransferTo")
        {
            yield break;
        }

        if (MemoryWaits.TimeOut(call, symbols) is { } timeOut)
        {
            yield return new ContextEffect(MemoryWaits.IsForever(timeOut) ? ContextEffectKind.EndlessWait : ContextEffectKind.MemoryWait, null, what);
        }

        if (IsReturned(call, roots, symbols))
        {
            yield return new ContextEffect(ContextEffectKind.RentAndReturn, target, what);
        }
        else if (roots.Select(r => LoopCharge.Kept(call, r, symbols)).FirstOrDefault(k => k is not null) is { } kept && IsKeptHere(kept))
        {
            yield return new ContextEffect(ContextEffectKind.KeptCharge, target, what) { Amount = LoopCharge.Amount(call) };
        }
    }

    // Nothing else becomes of the lease but its end.
    private static bool IsReturned(IInvocationOperation call, ImmutableArray<IOperation> roots, KnownSymbols symbols)
    {
        if (Rents.LocalOf(call, symbols) is not { } lease)
        {
            return false;
        }

        var ends = call.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Parent.Parent.Parent: IUsingDeclarationOperation or IUsingOperation } };
        foreach (var mention in roots.SelectMany(r => LeaseUses.Of(lease, r)))
        {
            if (LeaseUses.Of(mention) is LeaseUse.Released or LeaseUse.Overwritten or LeaseUse.Copied)
            {
                if (mention.Parent is not (IInvocationOperation { TargetMethod.Name: "Dispose" } or IUsingOperation
                    or IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Parent.Parent.Parent: IUsingDeclarationOperation } }))
                {
                    return false;
                }

                ends = true;
            }
        }

        return ends;
    }

    // What is stored into something that outlives the call; what is returned is the caller's to keep.
    private static bool IsKeptHere(IOperation kept)
    {
        var value = kept;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        return kept is IInvocationOperation { TargetMethod.Name: not "Store" }
            || value.Parent is ISimpleAssignmentOperation { Target: IMemberReferenceOperation or IArrayElementReferenceOperation };
    }
}
