// What becomes a delegate of a type with a contract, as a call that the contract has to hold for.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class BoundDelegates
{
    /// <summary>
    /// The call that the delegate makes; none for a lambda, whose body is a scope itself, and for a delegate that nobody knows.
    /// </summary>
    public static Call? CallOf(IDelegateCreationOperation creation, ISymbol owner, KnownFields fields)
    {
        var location = creation.Syntax.GetLocation();
        if (creation.Target is IMethodReferenceOperation { Method: { MethodKind: not MethodKind.DelegateInvoke } method } reference)
        {
            var dispatch = reference.IsVirtual ? Receivers.DispatchOf(method, reference.Instance) : Dispatch.Direct;
            return new Call(method, dispatch, location) { Receiver = FactsAround(creation, fields).Of(reference.Instance, owner) };
        }

        var value = creation.Target is IMethodReferenceOperation { Instance: { } held } ? held : creation.Target;
        return FactsAround(creation, fields).Of(value, owner) is { Kind: PassedKind.Method, Symbol: IMethodSymbol known }
            ? new Call(known, Dispatch.Direct, location)
            : null;
    }

    private static ArgumentFacts FactsAround(IOperation operation, KnownFields fields)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return new ArgumentFacts([operation], fields);
    }
}
